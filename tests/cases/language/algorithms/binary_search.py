"""Binary search and insertion in sorted lists."""


def position(values: list[int], wanted: int):
    low, high = 0, len(values) - 1
    while low <= high:
        middle = (low + high) // 2
        if values[middle] == wanted:
            return middle
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def inserted(values: list[int], value: int):
    index = 0
    while index < len(values) and values[index] <= value:
        index += 1
    return values[:index] + [value] + values[index:]


def merged(a: list[int], b: list[int]):
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] <= b[j]:
            result.append(a[i])
            i += 1
        else:
            result.append(b[j])
            j += 1
    return result + a[i:] + b[j:]


# position([1, 3, 5, 7], 5); position([1, 3, 5, 7], 4); position([], 1); position([-9223372036854775808, 9223372036854775807], 9223372036854775807)
# inserted([1, 3, 5], 4); inserted([], 1); inserted([1, 1], 1); inserted([5], 0)
# merged([1, 4], [2, 3, 5]); merged([], [1]); merged([1], []); merged([], [])
