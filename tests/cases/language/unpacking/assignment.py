"""Unpacking into several targets."""


def swapped(a: int, b: int):
    a, b = b, a
    return [a, b]


def starred(values: list[int]):
    first, *middle, last = values
    return [first, middle, last]


def head(values: list[int]):
    first, *rest = values
    return [first, rest]


def nested(a: int, b: int, c: int):
    (x, y), z = (a, b), c
    return [x, y, z]


def rotated(values: list[int]):
    values[0], values[-1] = values[-1], values[0]
    return values


def chained(n: int):
    a = b = [n]
    a.append(1)
    return [a, b]


def order(values: list[int]):
    i = 0
    i, values[i] = 1, 9
    return [i, values]


def from_text(text: str):
    a, b = text
    return b + a


# swapped(1, 2)
# starred([1, 2, 3, 4]); starred([1, 2]); starred([1]); starred([])
# head([1]); head([1, 2, 3]); head([])
# nested(1, 2, 3)
# rotated([1, 2, 3]); rotated([1]); rotated([])
# chained(0)
# order([1, 2]); order([])
# from_text("ab"); from_text("a"); from_text("abc")
