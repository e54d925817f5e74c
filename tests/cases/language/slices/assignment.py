"""Slices that are assigned and deleted."""


def replaced(values: list[int], i: int, j: int):
    values[i:j] = [7, 8, 9]
    return values


def emptied(values: list[int], i: int, j: int):
    values[i:j] = []
    return values


def deleted(values: list[int], i: int, j: int):
    del values[i:j]
    return values


def inserted(values: list[int], i: int):
    values[i:i] = [0]
    return values


def stepped(values: list[int]):
    values[::2] = [0, 0]
    return values


def one(values: list[int], i: int):
    del values[i]
    return values


# replaced([1, 2, 3], 1, 2); replaced([], 0, 0); replaced([1, 2, 3], 2, 1); replaced([1, 2], -1, 9)
# emptied([1, 2, 3], 0, 2); emptied([1], 5, 9)
# deleted([1, 2, 3], 1, 3); deleted([1, 2, 3], -2, -1); deleted([], 0, 1)
# inserted([1, 2], 1); inserted([1, 2], 99); inserted([], -5)
# stepped([1, 2, 3, 4]); stepped([1, 2]); stepped([1, 2, 3])
# one([1, 2], 0); one([1], -1); one([], 0); one([1], 1)
