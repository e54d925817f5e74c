"""Multiple assignment: swaps, chains, and targets that depend on each other."""


def fibonacci(n: int):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def swapped(values: list[int], i: int, j: int):
    values[i], values[j] = values[j], values[i]
    return values


def chained(n: int):
    a = b = c = n
    b += 1
    return [a, b, c]


def shared(n: int):
    a = b = [n]
    b.append(n + 1)
    return [a, b, a is b]


def rotated(a: int, b: int, c: int):
    a, b, c = c, a, b
    return [a, b, c]


def index_first(values: list[int]):
    i = 0
    i, values[i] = 1, 9
    return [i, values]


# fibonacci(0); fibonacci(1); fibonacci(10); fibonacci(90); fibonacci(100)
# swapped([1, 2, 3], 0, 2); swapped([1], 0, 0); swapped([1, 2], 0, 5); swapped([1, 2, 3], -1, 0)
# chained(5)
# shared(1)
# rotated(1, 2, 3)
# index_first([1, 2, 3]); index_first([])
