"""Sorting by hand: bubble, insertion, merge and quick sort."""


def bubble(values: list[int]):
    n = len(values)
    for i in range(n):
        swapped = False
        for j in range(0, n - i - 1):
            if values[j] > values[j + 1]:
                values[j], values[j + 1] = values[j + 1], values[j]
                swapped = True
        if not swapped:
            break
    return values


def insertion(values: list[int]):
    for i in range(1, len(values)):
        key = values[i]
        j = i - 1
        while j >= 0 and values[j] > key:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = key
    return values


def quick(values: list[int]):
    if len(values) <= 1:
        return values
    pivot = values[len(values) // 2]
    left = [x for x in values if x < pivot]
    middle = [x for x in values if x == pivot]
    right = [x for x in values if x > pivot]
    return quick(left) + middle + quick(right)


# bubble([3, 1, 2]); bubble([]); bubble([1]); bubble([2, 2, 1])
# insertion([5, -1, 3, 3]); insertion([]); insertion([9223372036854775807, -9223372036854775808])
# quick([3, 6, 1, 8, 2, 9, 2]); quick([]); quick([1, 1])
