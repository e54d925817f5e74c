"""Generator expressions given to functions."""


def total(values: list[int]):
    return sum(v * v for v in values)


def tests(values: list[int]):
    return [any(v > 5 for v in values), all(v > 0 for v in values)]


def extremes(words: list[str]):
    return [max(len(w) for w in words), min(len(w) for w in words)]


def default(values: list[int]):
    return max((v for v in values if v > 10), default=-1)


def joined(values: list[int]):
    return ", ".join(str(v) for v in values if v)


def first(values: list[int], wanted: int):
    return next((i for i, v in enumerate(values) if v == wanted), None)


def converted(values: list[int]):
    return [list(v + 1 for v in values), sorted(-v for v in values), list(tuple(v * 2 for v in values))]


def counted(text: str):
    return sum(1 for c in text if c == "a")


def to_dict(words: list[str]):
    return dict((w, len(w)) for w in words)


# total([]); total([1, 2, 3])
# tests([]); tests([1, 9]); tests([-1])
# extremes(["a", "bbb"]); extremes([])
# default([1]); default([11, 50]); default([])
# joined([1, 0, 2]); joined([])
# first([5, 6], 6); first([5], 9); first([], 0)
# converted([]); converted([2, 1])
# counted("banana"); counted("")
# to_dict(["a", "bb"]); to_dict([])
