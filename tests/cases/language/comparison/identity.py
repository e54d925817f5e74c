"""`is` between objects."""


def same(n: int):
    a = [n]
    b = a
    c = [n]
    return [a is b, a is c, a is not c, a == c]


def none(n: int):
    value = None if n == 0 else n
    return [value is None, value is not None]


# same(1)
# none(0); none(1)
