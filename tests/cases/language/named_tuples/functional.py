"""collections.namedtuple."""

from collections import namedtuple

Entry = namedtuple("Entry", ["key", "count"])
Pair = namedtuple("Pair", "left right")


def entry(key: str, count: int):
    e = Entry(key, count)
    return [e.key, e.count, e[1]]


def ordered(keys: list[str]):
    return [list(e) for e in sorted(Entry(k, len(k)) for k in keys)]


def swapped(a: int, b: int):
    p = Pair(left=a, right=b)
    left, right = p
    return [right, left, p.right]


# entry("a", 1)
# ordered(["b", "a"]); ordered([])
# swapped(1, 2)
