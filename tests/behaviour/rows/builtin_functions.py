"""Builtin functions on sequences: sum, min, max, range, enumerate, zip and their kin."""

from .samples import floats
from .tables import every, one, some, table

table("sum_int", "items: sum(items)", one([[], [1], [1, 2, 3], [2**62, 2**62 - 1], [2**63 - 1, 1], [-2**63, -1], [2**63 - 1, 1, -1]]))
table("sum_int_start", "items, start: sum(items, start)", every([[], [1, 2]], [0, 10, -1]))
table("sum_float", "items: sum(items)", one([[], [0.1], [0.1] * 10, [0.1, 0.2, 0.3], [1e16, 1.0, -1e16], [1e308, 1e308], [float("inf"), float("-inf")], [-0.0], [-0.0, -0.0], [1e100, 1.0, -1e100, 1.0]] + [floats(f"sum{n}", n) for n in range(1, 30, 2)]))
table("sum_float_start", "items, start: sum(items, start)", every([[], [0.1, 0.2], [-0.0]], [0.0, -0.0, 1.5]))
table("sum_bool", "items: sum(items)", one([[], [True], [True, False, True]]))
NUMBERS = [[], [1], [3, 1, 2], [-1, -5, 7], [2**63 - 1, -2**63]]
FLOATS = [[], [1.5], [2.5, 1.5, 3.5], [0.0, -0.0], [-0.0, 0.0], [float("nan"), 1.0], [1.0, float("nan")], [1.0, float("nan"), 0.5], [float("inf"), 1.0]]
TEXTS = [[], ["b"], ["b", "a", "c"], ["é", "z"], ["B", "a"]]
for name in ["min", "max"]:
    table(name, f"items: {name}(items)", one(NUMBERS + FLOATS + TEXTS))
    table(f"{name}_default", f"items, default: {name}(items, default=default)", every(NUMBERS[:3], [0, 9, None]))
    table(f"{name}_by", f"items: {name}(items, key=lambda item: item[1])", one([[], [("a", 1)], [("a", 1), ("b", 1)], [("a", 2), ("b", 1), ("c", 2)], [("a", 1), ("b", 3), ("c", 3)]]))
    table(f"{name}_2", f"a, b: {name}(a, b)", every([1, -5, 2**63 - 1], [1, 2]) + every([1.0, -0.0, float("nan"), float("inf")], [0.0, 1.0, float("nan")]) + every(["a", "é"], ["", "b"]))
    table(f"{name}_3", f"a, b, c: {name}(a, b, c)", every([1, 2], [2, 3], [1, 3]) + every([1.0, float("nan")], [0.0, -0.0], [0.0, float("nan")]))
    table(f"number_{name}_2", f"a, b: {name}(a, b)", every([1, 1.0, 2, 2.5, float("nan")], [1, 1.0, 2, -0.0]))
    table(f"value_{name}_2", f"a, b: {name}(a, b)", every([1, 1.0, True, "a", None, [1]], [1, 2.0, "b", None]))
for name in ["any", "all"]:
    table(name, f"items: {name}(items)", one([[], [True], [False], [True, False], [False, False], [True, True]]))
table("range", "start, stop, step: list(range(start, stop, step))", every([0, 5, -3], [0, 5, -5], [1, 2, -1, -2, 0]) + [(0, 10, 3), (2**63 - 3, 2**63 - 1, 1), (-2**63, -2**63 + 2, 1), (2**63 - 1, 2**63 - 10, -4)])
table("range_len", "start, stop, step: len(range(start, stop, step))", every([0, 5, -3], [0, 5, -5], [1, 2, -1, -2]))
table("range_contains", "start, stop, step, n: n in range(start, stop, step)", some("range_contains", 60, [0, 5], [0, 10, -5], [1, 3, -2], [0, 3, 5, 9, -1, 10]))
table("enumerate", "items, start: list(enumerate(items, start))", every([[], ["a"], ["a", "b", "c"]], [0, 1, -5]))
table("zip", "a, b: list(zip(a, b))", every([[], [1], [1, 2, 3]], [[], ["x"], ["x", "y"]]))
table("zip_strict", "a, b: list(zip(a, b, strict=True))", every([[], [1], [1, 2, 3]], [[], ["x"], ["x", "y"]]))
table("reversed", "items: list(reversed(items))", one([[], [1], [1, 2, 3]]))
table("unpack_2", "items: _unpack(items)", one([[], [1], [1, 2], [1, 2, 3], "", "ab", "abc"]), _unpack=lambda items: _unpack(items))
table("unpack_3", "items: _unpack_three(items)", one([[], [1], [1, 2], [1, 2, 3], [1, 2, 3, 4]]), _unpack_three=lambda items: _unpack_three(items))
table("unpack_star", "items: _unpack_star(items)", one([[], [1], [1, 2], [1, 2, 3]]), _unpack_star=lambda items: _unpack_star(items))
table("bool_str", "value: str(value)", one([True, False]))
table("bool_int", "value: int(value)", one([True, False]))
table("bool_add", "a, b: a + b", every([True, False], [True, False, 1, 2.5]))
table("next_empty", "items: next(iter(items))", one([[], [1]]))
table("exception_str", "name, args: str(getattr(__import__('builtins'), name)(*args))", every(["ValueError", "KeyError", "Exception", "OSError", "IndexError"], [[], ["text"], ["it's"], [1], [None], ["a", "b"], [2, "No such file"], [1.5], [""]]))
table("error_arg", "name, args, i: getattr(__import__('builtins'), name)(*args).args[i]", every(["ValueError", "KeyError"], [[], ["text"], ["it's \\ \"q\"\n\t\r\x00\x7f\xa0\u2028\U000e0001é"], ["it's"], [1], [-10**30], [None], [True], [1.5], [1e300], [float("nan")], [float("-inf")], ["a", 2]], [0, 1, -1]))
table("exception_repr", "name, args: repr(getattr(__import__('builtins'), name)(*args))", every(["ValueError", "KeyError"], [[], ["text"], ["it's"], [1], ["a", "b"], [None]]))


def _unpack(items):
    first, second = items
    return [first, second]


def _unpack_three(items):
    first, second, third = items
    return [first, second, third]


def _unpack_star(items):
    first, *rest = items
    return [first, rest]
