"""Functions as values: in lists and dicts, as arguments and results."""


def double(x):
    return x * 2


def triple(x):
    return x * 3


HANDLERS = {"double": double, "triple": triple}


def chosen(name: str, n: int):
    handler = HANDLERS.get(name)
    if handler is None:
        return "unknown"
    return handler(n)


def all_of(n: int):
    return [f(n) for f in (double, triple)]


def composed(n: int):
    def compose(f, g):
        return lambda x: f(g(x))

    return compose(double, triple)(n)


def mapped(values: list[int]):
    return list(map(double, values))


def bound_method(values: list[int]):
    found = []
    add = found.append
    for value in values:
        add(value)
    return found


def names():
    return [double.__name__, triple.__name__]


# chosen("double", 3); chosen("triple", 3); chosen("x", 3)
# all_of(2); all_of(-1)
# composed(1)
# mapped([1, 2]); mapped([])
# bound_method([1, 2]); bound_method([])
# names()
