"""min and max with keys, defaults and equal values."""


def longest(words: list[str]):
    return [max(words, key=len), min(words, key=len)]


def safe(values: list[int]):
    return [max(values, default=0), min(values, default=-1)]


def of_pairs(d: dict[str, int]):
    return max(d.items(), key=lambda item: item[1])


def by_value(d: dict[str, int]):
    return [max(d, key=d.get), min(d, key=lambda key: d[key])]


def mixed(a: int, b: float):
    return [max(a, b), min(a, b)]


def several(a: int, b: int, c: int):
    return [max(a, b, c), min(a, b, c), max([a, b], [c]), max((a, b), (b, c))]


# longest(["a", "bb", "cc", ""]); longest([]); longest(["x"])
# safe([3, 1, 2]); safe([]); safe([-9223372036854775808])
# of_pairs({"a": 1, "b": 3, "c": 3}); of_pairs({})
# by_value({"a": 1, "b": 3, "c": 3}); by_value({})
# mixed(1, 1.0); mixed(2, 1.5); mixed(-1, 0.0)
# several(1, 2, 3); several(3, 2, 1); several(0, 0, 0)
