"""|, |=, ==, in, len."""


def united(a: dict[str, int], b: dict[str, int]):
    return [a | b, a]


def in_place(a: dict[str, int], b: dict[str, int]):
    c = a
    c |= b
    return a


def compared(a: dict[str, int], b: dict[str, int]):
    return [a == b, a != b, len(a), not a]


# united({"a": 1}, {"a": 2, "b": 3}); united({}, {})
# in_place({"a": 1}, {"b": 2})
# compared({"a": 1}, {"a": 1}); compared({}, {"a": 1})
