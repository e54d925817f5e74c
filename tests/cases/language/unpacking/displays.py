"""`*` and `**` in displays and calls."""


def lists(a: list[int], b: list[int]):
    return [*a, 0, *b]


def dicts(a: dict[str, int], b: dict[str, int]):
    return {**a, "x": 0, **b}


def tuples(a: list[int]):
    return list((*a, 1))


def merged(a: dict[str, int], b: dict[str, int]):
    return a | b


def loops(rows: list[list[int]]):
    found = []
    for a, b in rows:
        found.append(a * b)
    return found


def star_loop(rows: list[list[int]]):
    return [[first, rest] for first, *rest in rows]


# lists([1], [2]); lists([], [])
# dicts({"a": 1, "x": 5}, {"a": 2}); dicts({}, {})
# tuples([1, 2]); tuples([])
# merged({"a": 1, "b": 2}, {"a": 3}); merged({}, {})
# loops([[1, 2], [3, 4]]); loops([]); loops([[1]])
# star_loop([[1, 2, 3], [4]]); star_loop([[]])
