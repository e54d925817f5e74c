"""|, &, -, ^, <=, < of sets, put in order."""


def all_of(a: list[int], b: list[int]):
    x, y = set(a), set(b)
    return [sorted(x | y), sorted(x & y), sorted(x - y), sorted(x ^ y)]


def compared(a: list[int], b: list[int]):
    x, y = set(a), set(b)
    return [x == y, x <= y, x < y, x >= y, x > y, x.isdisjoint(y), x != y]


def in_place(a: list[int], b: list[int]):
    x = set(a)
    y = x
    x |= set(b)
    x -= {0}
    return [sorted(y), x is y]


def updated(a: list[int], b: list[int]):
    x = set(a)
    x |= set(b)
    x.discard(0)
    return sorted(x)


# all_of([1, 2], [2, 3]); all_of([], [])
# compared([1], [1, 2]); compared([], []); compared([1], [2])
# in_place([1, 0], [2])
# updated([1, 0], [2]); updated([], [])
