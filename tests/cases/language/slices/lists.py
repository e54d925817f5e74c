"""Slices of lists: reading, with steps and out of range."""


def part(values: list[int], i: int, j: int):
    return [values[i:j], values[i:], values[:j], values[:]]


def stepped(values: list[int], step: int):
    return values[::step]


def three(values: list[int], i: int, j: int, k: int):
    return values[i:j:k]


def copied(values: list[int]):
    other = values[:]
    other.append(9)
    return [values, other]


def chunks(values: list[int], n: int):
    return [values[i : i + n] for i in range(0, len(values), n)]


# part([1, 2, 3, 4], 1, 3); part([1, 2, 3], -2, -1); part([], 0, 5); part([1, 2], 5, 1); part([1, 2], -9, 9)
# stepped([1, 2, 3, 4], 2); stepped([1, 2, 3], -1); stepped([1, 2, 3, 4], -3); stepped([], 1); stepped([1], 0)
# three([0, 1, 2, 3, 4, 5], 4, 0, -2); three([0, 1, 2], 0, 9, 2); three([0, 1, 2], -1, -9, -1); three([0, 1], 1, 0, 1)
# copied([1])
# chunks([1, 2, 3, 4, 5], 2); chunks([], 2); chunks([1], 0); chunks([1, 2], -1)
