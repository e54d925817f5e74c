"""`==` between values of the same and of different types."""


def lists(a: list[int], b: list[int]):
    return [a == b, a != b, a < b, a <= b]


def dicts(a: dict[str, int], b: dict[str, int]):
    return [a == b, a != b]


def tuples(a: int, b: int):
    return [(a, b) == (b, a), (a, b) < (b, a), (a, "x") == (a, "x"), (1,) < (1, a)]


def dynamic(a, b):
    return [a == b, a != b]


def text_and_number(text: str, n: int):
    return [text == n, text != n]


def none(a):
    return [a is None, a == None, a is not None]


def singletons(a):
    return [a is True, a is False, a == True]


# lists([1, 2], [1, 2]); lists([1], [1, 0]); lists([], []); lists([2], [1, 9])
# dicts({"a": 1, "b": 2}, {"b": 2, "a": 1}); dicts({}, {}); dicts({"a": 1}, {"a": 2})
# tuples(1, 2); tuples(2, 2); tuples(3, 1)
# dynamic(1, 1.0); dynamic(True, 1); dynamic("1", 1); dynamic(None, 0); dynamic([1, "a"], [1.0, "a"]); dynamic({"a": None}, {"a": None}); dynamic([], {}); dynamic(9007199254740993, 9007199254740992.0)
# text_and_number("1", 1); text_and_number("", 0)
# none(None); none(0); none("")
# singletons(True); singletons(1); singletons(False); singletons(None)
