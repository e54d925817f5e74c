"""add, remove, discard, pop, update, union …"""


def grown(values: list[int], v: int):
    s = set(values)
    s.add(v)
    s.add(v)
    s.update([7, 8])
    return [sorted(s), len(s), v in s]


def removed(values: list[int], v: int):
    s = set(values)
    s.remove(v)
    return sorted(s)


def discarded(values: list[int], v: int):
    s = set(values)
    s.discard(v)
    return sorted(s)


def named(a: list[str], b: list[str]):
    x, y = set(a), set(b)
    return [sorted(x.union(y)), sorted(x.intersection(y)), sorted(x.difference(y)), sorted(x.symmetric_difference(y))]


def popped(values: list[int]):
    s = set(values)
    if len(s) == 1:
        return s.pop()
    s.clear()
    return s.pop()


def seen(words: list[str]):
    known = set()
    found = []
    for w in words:
        if w in known:
            continue
        known.add(w)
        found.append(w)
    return found


def frozen(values: list[int]):
    s = frozenset(values)
    return [len(s), 1 in s, sorted(s)]


# grown([1], 2); grown([], 7)
# removed([1, 2], 1); removed([], 1)
# discarded([1], 1); discarded([], 1)
# named(["a", "b"], ["b", "c"]); named([], [])
# popped([5]); popped([]); popped([1, 2])
# seen(["a", "b", "a"]); seen([])
# frozen([1, 1]); frozen([])
