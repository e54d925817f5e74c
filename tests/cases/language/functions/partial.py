"""functools.partial and reduce, operator."""

import operator
from functools import partial, reduce


def power(base, exponent):
    return base**exponent if exponent >= 0 else 0


def fixed(n: int):
    square = partial(power, exponent=2)
    return square(n)


def reduced(values: list[int]):
    return reduce(lambda a, b: a * 10 + b, values, 0)


def without_start(values: list[int]):
    return reduce(operator.add, values)


def by_item(rows: list[dict[str, int]]):
    return sorted(rows, key=operator.itemgetter("n"))


# fixed(3)
# reduced([1, 2, 3]); reduced([])
# without_start([1, 2]); without_start([])
# by_item([{"n": 2}, {"n": 1}]); by_item([])
