"""Dict comprehensions."""


def lengths(words: list[str]):
    return {w: len(w) for w in words}


def inverted(d: dict[str, int]):
    return {str(v): k for k, v in d.items()}


def filtered(d: dict[str, int]):
    return {k: v for k, v in d.items() if v > 0}


def by_index(words: list[str]):
    return {str(i): w for i, w in enumerate(words)}


def from_zip(a: list[str], b: list[int]):
    return {x: y for x, y in zip(a, b)}


# lengths([]); lengths(["a", "bb", "a"])
# inverted({"a": 1, "b": 2, "c": 1}); inverted({})
# filtered({"a": 1, "b": -1, "c": 0})
# by_index(["x", "y"]); by_index([])
# from_zip(["a", "b"], [1]); from_zip([], [1])
