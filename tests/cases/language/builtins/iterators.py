"""iter, next, slice, and the order in which iterators advance."""


def alternating(values: list[int]):
    it = iter(values)
    found = []
    for v in it:
        found.append([v, next(it, None)])
    return found


def sliced(values: list[int]):
    s = slice(1, None, 2)
    return values[s]


def paired(values: list[int]):
    it = iter(values)
    return [a + b for a, b in zip(it, it)]


def sentinel(values: list[int]):
    rest = list(values)
    return list(iter(rest.pop, 0))


# alternating([1, 2, 3]); alternating([])
# sliced([0, 1, 2, 3]); sliced([])
# paired([1, 2, 3, 4, 5])
# sentinel([1, 0, 2, 3])
