"""itertools."""

import itertools


def chained(a: list[int], b: list[int]):
    return list(itertools.chain(a, b))


def sliced(n: int):
    return list(itertools.islice(itertools.count(5), n))


def grouped(text: str):
    return [[k, len(list(g))] for k, g in itertools.groupby(text)]


def products(a: list[int], b: list[int]):
    return [x * y for x, y in itertools.product(a, b)]


def combined(values: list[int]):
    return [list(c) for c in itertools.combinations(values, 2)]


def accumulated(values: list[int]):
    return list(itertools.accumulate(values))


# chained([1], [2]); chained([], [])
# sliced(0); sliced(3)
# grouped("aabccc"); grouped("")
# products([1, 2], [3]); products([], [1])
# combined([1, 2, 3]); combined([1])
# accumulated([1, 2, 3]); accumulated([])
