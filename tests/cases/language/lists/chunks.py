"""Chunks, windows, rotations, duplicates and differences of lists."""


def chunks(values: list[int], size: int):
    return [values[i:i + size] for i in range(0, len(values), size)]


def windows(values: list[int], size: int):
    return [sum(values[i:i + size]) for i in range(len(values) - size + 1)]


def unique(words: list[str]):
    seen = set()
    result = []
    for word in words:
        if word not in seen:
            seen.add(word)
            result.append(word)
    return result


def rotated(values: list[int], by: int):
    if not values:
        return values
    by %= len(values)
    return values[-by:] + values[:-by]


def differences(values: list[int]):
    return [b - a for a, b in zip(values, values[1:])]


def partitioned(values: list[int], limit: int):
    low, high = [], []
    for value in values:
        (low if value < limit else high).append(value)
    return [low, high]


def running(values: list[int]):
    total = 0
    return [total := total + value for value in values]


# chunks([1, 2, 3, 4, 5], 2); chunks([], 2); chunks([1], 0); chunks([1, 2], -1)
# windows([1, 2, 3, 4], 2); windows([1], 2); windows([], 0)
# unique(["a", "b", "a"]); unique([])
# rotated([1, 2, 3, 4], 1); rotated([1, 2, 3], 0); rotated([1, 2, 3], -1); rotated([], 5)
# differences([1, 4, 9]); differences([]); differences([5]); differences([-9223372036854775808, 9223372036854775807])
# partitioned([1, 5, 3], 3); partitioned([], 0)
# running([1, 2, 3]); running([])
