"""sum()."""


def integers(values: list[int]):
    return [sum(values), sum(values, 10)]


def floats(values: list[float]):
    return sum(values)


def bools(values: list[int]):
    return sum(v > 0 for v in values)


def of_dict(d: dict[str, int]):
    return sum(d.values())


def lists(rows: list[list[int]]):
    return sum(rows, [])


def dynamic(values):
    return sum(values)


# integers([]); integers([1, 2]); integers([9223372036854775807, 1])
# floats([]); floats([0.1, 0.2]); floats([1e16, 1.0, -1e16])
# bools([]); bools([1, -1, 2])
# of_dict({}); of_dict({"a": 1, "b": 2})
# lists([[1], [2, 3]]); lists([])
# dynamic([1, 2.5]); dynamic([]); dynamic(["a"]); dynamic(5); dynamic([True, 1])
