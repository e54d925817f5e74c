"""Truthiness, and, or, not, conditional expressions."""


def truth(value):
    return ["yes" if value else "no", not value, bool(value)]


def either(a, b):
    return [a or b, a and b]


def typed(text: str, n: int, values: list[int]):
    return [text or "empty", n or -1, values or [0], not text, bool(values)]


def short(values: list[int], i: int):
    return i < len(values) and values[i] > 0


def defaults(name: str):
    return (name or "nobody").upper()


def chained(a: int, b: int, c: int):
    return [a or b or c, a and b and c, a or b and c, not a or b]


# truth(0); truth(1); truth(""); truth("x"); truth([]); truth([0]); truth({}); truth(None); truth(0.0); truth(-0.0); truth(False)
# either(0, 2); either(1, 2); either("", []); either(None, "x"); either([], {"a": 1})
# typed("", 0, []); typed("a", 5, [1])
# short([1], 0); short([1], 5); short([], 0); short([-1], 0)
# defaults(""); defaults("ann")
# chained(0, 0, 3); chained(1, 0, 3); chained(1, 2, 3); chained(0, 2, 3)
