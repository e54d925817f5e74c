"""min() and max(): several arguments, iterables, key, default."""


def two(a: int, b: int):
    return [min(a, b), max(a, b), min(a, b, 0), max(a, 5, b)]


def of_list(values: list[int]):
    return [min(values), max(values)]


def of_text(words: list[str]):
    return [min(words), max(words, key=len), min(words, key=lambda w: w[-1:])]


def defaults(values: list[int]):
    return [min(values, default=0), max(values, default=None)]


def floats(a: float, b: float):
    return [min(a, b), max(a, b)]


def mixed(n: int, x: float):
    return [min(n, x), max(n, x)]


def of_dict(d: dict[str, int]):
    return [max(d), max(d, key=d.get), min(d.values())]


def ties(rows: list[list[int]]):
    return [max(rows, key=lambda r: r[0]), min(rows, key=lambda r: r[0])]


# two(1, 2); two(-1, -1); two(9, 3)
# of_list([3, 1, 2]); of_list([5]); of_list([])
# of_text(["bb", "a", "cc"]); of_text([])
# defaults([]); defaults([4, 2])
# floats(1.5, 0.0); floats(-0.0, 0.0)
# mixed(1, 1.0); mixed(2, 1.5)
# of_dict({"a": 3, "b": 5}); of_dict({})
# ties([[1, 2], [1, 3]]); ties([[2, 0]])
