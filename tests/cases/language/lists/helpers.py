"""A function that changes its argument."""


def grow(values, v):
    values.append(v)
    return len(values)


def twice(values: list[int]):
    return [grow(values, 1), grow(values, 2), values]


def bubble(values: list[int]):
    for i in range(len(values)):
        for j in range(len(values) - 1 - i):
            if values[j] > values[j + 1]:
                values[j], values[j + 1] = values[j + 1], values[j]
    return values


def partition(values, low, high):
    pivot = values[high]
    i = low
    for j in range(low, high):
        if values[j] <= pivot:
            values[i], values[j] = values[j], values[i]
            i += 1
    values[i], values[high] = values[high], values[i]
    return i


def quicksort(values, low, high):
    if low < high:
        middle = partition(values, low, high)
        quicksort(values, low, middle - 1)
        quicksort(values, middle + 1, high)


def quick(values: list[int]):
    quicksort(values, 0, len(values) - 1)
    return values


def binary(values: list[int], wanted: int):
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


# twice([]); twice([5])
# bubble([3, 1, 2]); bubble([])
# quick([3, 1, 2, 3]); quick([]); quick([1])
# binary([1, 3, 5], 3); binary([1, 3, 5], 4); binary([], 1); binary([1], 9)
