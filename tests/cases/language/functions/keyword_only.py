"""Keyword-only and positional-only parameters."""


def only(a, *, b=1, c):
    return [a, b, c]


def positional(a, b, /, c=3):
    return a * 100 + b * 10 + c


def keywords(n: int):
    return [only(n, c=2), only(n, c=n, b=5)]


def positionals(n: int):
    return [positional(n, 2), positional(n, 2, c=0), positional(1, n, 1)]


def missing(n: int):
    return only(n, b=2)


# keywords(0); keywords(7)
# positionals(1); positionals(-1)
# missing(1)
