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


def nullable(values, other):
    whole = next((v for v in values), other)
    kept = next((v for v in values if v != 1), "no other")
    return [whole, kept, next((v for v in values if v), None)]


def named(there: bool):
    names = ["a", None] if there else [None, "a"]
    return [next((name for name in names), "none"), next((name for name in names if name != "a"), "none")]


# stepped()
# exhausted()
# of_list([]); of_list([1, 2, 3])
# with_default([]); with_default([4])
# raised([]); raised([4])
# nullable([], 5); nullable([None], 5); nullable([None, 1, 2], "x"); nullable([1], None); nullable({"a": None}, True); nullable("", "y"); nullable(3, 4)
# named(True); named(False)
