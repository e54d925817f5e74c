"""Values of types that are never equal: both sides are computed, then the answer is known."""

from dataclasses import dataclass
from enum import Enum


class Colour(Enum):
    RED = 1
    BLUE = 2


class Level(str, Enum):
    LOW = "low"
    HIGH = "high"


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Size:
    x: int
    y: int


class Plain:
    def __init__(self, n):
        self.n = n


def texts(text: str, n: int, x: float, flag: bool):
    return [text == n, text != n, text == x, text == flag, n == text, flag != text, text == text.encode()]


def bools(flag: bool, n: int, x: float):
    return [flag == n, n == flag, flag != x, x == flag, flag == 1, flag == 0.0, flag == 2**70]


def containers(values: list[int], table: dict[str, int], text: str):
    pair = (text, 1)
    return [values == table, values == text, table != pair, pair == values, set(values) == values, pair == text]


def tuples(text: str, n: int):
    return [(n, text) == (text, n), (n, n) == (n, n, n), (n,) != (text,), () == (n,), (n, text) == (n, text)]


def instances(n: int, text: str):
    point, size, plain = Point(n, n), Size(n, n), Plain(n)
    return [point == size, point != text, text == point, size == (n, n), plain == point, plain == n, point == Point(n, n)]


def members(text: str, n: int):
    return [Colour.RED == n, Colour.BLUE != text, Level.LOW == n, Level.LOW == text, Colour.RED == Level.LOW]


def evaluated(n: int):
    seen = []

    def number(x):
        seen.append(x)
        return x

    def text(x):
        seen.append(str(x))
        return str(x)

    found = number(n) == text(n + 1)
    other = text(n) != number(n - 1)
    return [found, other, seen]


def raising(text: str, d: dict[str, int]):
    return [int(text) == "a", d["a"] != "b", d["b"] == text]


def optional(text: str, a, b):
    number = int(a) if a is not None else None
    name = str(b) if b is not None else None
    return [number == name, number != name, number == text, text != number]


def found(text: str, n: int, values: list[int], names: list[str]):
    return [text in values, n in names, n not in names, text in set(values), n in {"a": 1}, None in values, None in names, text in (1, 2), (text, n) in values]


def looked_up(names: list[str]):
    seen = []

    def note(x):
        seen.append(x)
        return x

    return [note(1) in [note(len(name)) for name in names], note(2) in names, note("x") not in [note(3)], seen]


def branches(n: int, text: str):
    if n == text:
        return "equal"
    count = 0
    while text != n and count < 3:
        count += 1
    words = [word for word in text.split() if word != n]
    return ["else" if n == text else "then", count, words, n == text or count == 3, n != text and count == 2]


# texts("1", 1, 1.0, True); texts("", 0, 0.0, False); texts("True", 9223372036854775807, -0.0, True)
# bools(True, 1, 1.0); bools(False, 0, -0.0); bools(True, 2, 0.5); bools(True, 9223372036854775807, 1e300)
# containers([], {}, ""); containers([1], {"a": 1}, "[1]")
# tuples("a", 1); tuples("", 0); tuples("日", -1)
# instances(1, "1"); instances(0, "")
# members("low", 1); members("", 0); members("1", 2)
# evaluated(1); evaluated(-1)
# raising("1", {"a": 1, "b": 2}); raising("x", {}); raising("1", {}); raising("1", {"a": 1}); raising("", {"a": 0})
# optional("1", 1, "1"); optional("", None, None); optional("None", None, "None"); optional("0", 0, None)
# found("1", 1, [1], ["1"]); found("", 0, [], [])
# looked_up(["a", "bb"]); looked_up([])
# branches(1, "1"); branches(0, "a b"); branches(-1, "")
