"""next(), iter() and StopIteration."""


def numbers():
    yield 1
    yield 2


def stepped():
    g = numbers()
    return [next(g), next(g), next(g, "none")]


def exhausted():
    g = numbers()
    next(g)
    next(g)
    return next(g)


def of_list(values: list[int]):
    it = iter(values)
    first = next(it, None)
    return [first, list(it)]


def with_default(values: list[int]):
    return next(iter(values), -1)


def raised(values: list[int]):
    return next(iter(values))


# stepped()
# exhausted()
# of_list([]); of_list([1, 2, 3])
# with_default([]); with_default([4])
# raised([]); raised([4])
