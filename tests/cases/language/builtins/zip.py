"""zip()."""


def paired(a: list[int], b: list[str]):
    return [f"{x}{y}" for x, y in zip(a, b)]


def as_dict(keys: list[str], values: list[int]):
    return dict(zip(keys, values))


def three(a: list[int], b: list[int]):
    return [x + y * z for x, y, z in zip(a, b, range(9))]


def neighbours(values: list[int]):
    return [b - a for a, b in zip(values, values[1:])]


def strict(a: list[int], b: list[int]):
    return [x * y for x, y in zip(a, b, strict=True)]


def transposed(rows: list[list[int]]):
    return [list(column) for column in zip(*rows)]


def listed(a: list[int], b: list[int]):
    return [list(p) for p in list(zip(a, b))]


# paired([1, 2], ["a"]); paired([], [])
# as_dict(["a", "b", "a"], [1, 2, 3]); as_dict([], [1])
# three([1, 2], [3, 4])
# neighbours([1, 4, 9]); neighbours([1]); neighbours([])
# strict([1, 2], [3, 4]); strict([1], []); strict([1], [1, 2])
# transposed([[1, 2], [3, 4]]); transposed([])
# listed([1], [2])
