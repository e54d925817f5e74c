"""map() and filter()."""


def to_int(texts: list[str]):
    return list(map(int, texts))


def to_text(values: list[int]):
    return ",".join(map(str, values))


def with_lambda(values: list[int]):
    return list(map(lambda v: v * v, values))


def two_lists(a: list[int], b: list[int]):
    return list(map(lambda x, y: x + y, a, b))


def kept(values: list[int]):
    return list(filter(lambda v: v > 0, values))


def truthy(words: list[str]):
    return list(filter(None, words))


def methods(words: list[str]):
    return list(map(str.upper, words))


def summed(texts: list[str]):
    return sum(map(len, texts))


# to_int(["1", " 2"]); to_int([]); to_int(["x"])
# to_text([1, 2]); to_text([])
# with_lambda([1, -2]); with_lambda([])
# two_lists([1, 2], [3]); two_lists([], [])
# kept([1, -1, 0]); kept([])
# truthy(["", "a"]); truthy([])
# methods(["a", "é"])
# summed(["ab", ""])
