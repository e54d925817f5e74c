"""Tuples: items, comparison, as keys, as results."""


def pair(a: int, b: int):
    return a + b, a - b


def unpacked(a: int, b: int):
    total, rest = pair(a, b)
    return [total, rest]


def items(a: int, text: str):
    t = (a, text, None)
    return [t[0], t[1], t[-1], len(t)]


def shown(a: int):
    return [str((a,)), repr((a, "x")), f"{(1, (2, 3))}"]


def sorted_pairs(words: list[str]):
    pairs = [(len(w), w) for w in words]
    pairs.sort()
    return [[n, w] for n, w in pairs]


def sliced(a: int):
    t = (a, 2, 3, 4)
    return [list(t[1:3]), list(t[::-1]), t.count(2), t.index(3)]


def joined(a: int):
    t = (a,) + (2, 3)
    return list(t * 2)


def as_result(flag: bool):
    return (1, "a") if flag else (2, "b")


def mutated_inside(n: int):
    t = ([n], n)
    t[0].append(5)
    return t


def looped(a: int, b: int):
    return [x * 2 for x in (a, b, 3)]


# unpacked(5, 3)
# items(1, "x")
# shown(5)
# sorted_pairs(["bb", "a", "cc", ""])
# sliced(1); sliced(3)
# joined(1)
# as_result(True); as_result(False)
# mutated_inside(1)
# looped(1, 2)
# pair(1, 2)
