"""Items read, set and deleted, from both ends."""


def read(values: list[int], i: int):
    return values[i]


def written(values: list[int], i: int):
    values[i] = 9
    return values


def added(values: list[int], i: int):
    values[i] += 5
    return values


def deleted(values: list[int], i: int):
    del values[i]
    return values


def nested(rows: list[list[int]], i: int, j: int):
    rows[i][j] *= 2
    return rows


def last(values: list[int]):
    return [values[-1], values[len(values) - 1]]


def swapped(values: list[int], i: int, j: int):
    values[i], values[j] = values[j], values[i]
    return values


# read([1, 2], 0); read([1, 2], -2); read([1], 1); read([], -1)
# written([1, 2], 1); written([1], -1); written([], 0)
# added([1], 0); added([1], 3)
# deleted([1, 2], 0); deleted([1], -2)
# nested([[1, 2], [3]], 0, 1); nested([[1]], 0, 5); nested([], 0, 0)
# last([1, 2]); last([])
# swapped([1, 2, 3], 0, -1); swapped([1], 0, 1)
