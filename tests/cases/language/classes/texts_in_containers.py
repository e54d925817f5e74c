"""The text of lists, dicts and tuples with instances, members and None in them."""

from collections import namedtuple
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __str__(self):
        return f"{self.cents // 100}.{self.cents % 100:02d}"

    def __repr__(self):
        return f"Money({self.cents})"


class Named:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return self.name


class Fussy:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        if self.n < 0:
            raise ValueError(f"negative: {self.n}")
        return f"Fussy({self.n!r})"


class Colour(Enum):
    RED = 1
    BLUE = "blue"


class Level(str, Enum):
    LOW = "low"
    HIGH = "high"


@dataclass
class Line:
    label: str
    price: float
    colour: Level = Level.LOW


@dataclass
class Order:
    number: int
    lines: list[Line] = field(default_factory=list)
    first: Line | None = None


class Point(NamedTuple):
    x: int
    y: int = 0


Row = namedtuple("Row", "key, value")


def lists(cents: int):
    items = [Money(cents), Money(-cents)]
    return [str(items), repr(items), f"{items}", f"{items!r}", "%s" % (items,), "{}|{!r}".format(items, items), f"{[]}{[Money(0)]}"]


def nested(values: list[int]):
    rows = [[Money(value) for value in values], []]
    table = {"a": rows, "it's": [[Money(1)]]}
    pairs = [(value, Money(value)) for value in values]
    return [str(rows), str(table), str(pairs), str((Money(1),)), str(((Money(2), 1.0), None))]


def dicts(cents: int, name: str):
    by_name = {name: Money(cents), "other": Money(0)}
    by_number = {}
    by_number[cents] = Money(cents)
    return [str(by_name), f"{by_number}", str({"id": 1, "money": Money(cents), "name": name})]


def members(n: int):
    colours = [Level.LOW, Level.HIGH][:n]
    return [str(colours), repr({"a": Level.HIGH}), str((Level.LOW, n)), f"{[level.value for level in colours]}"]


def orders(number: int, label: str):
    line = Line(label, number / 2)
    return [str(Order(number)), str(Order(number, [line], line)), repr([Order(number, [line, Line("z", 1e20, Level.HIGH)])])]


def tuples(x: int, key: str):
    return [str([Point(x), Point(1, x)]), str({key: Point(x)}), f"{(Point(x), Row(key, x))}", str([Row(key, x)]), "%s %r" % ([Point(x)], Row(key, x))]


def optional(x: int):
    found = Money(x) if x > 0 else None
    named = Named("n") if x > 1 else None
    level = Level.HIGH if x > 0 else None
    return [str(found), repr(found), f"{found}", f"{named}", str([found, None]), str({"a": found, "l": level}), f"{level!r}", "%s" % found]


def widths(x: int):
    items = [Point(x)]
    return ["%20r|" % (items,), "%-20s|" % (items,), f"{str(items):>20}|", f"{items!r:<20}|", "%.3r" % (items,)]


def spec_of_list(x: int):
    return f"{[Point(x)]:>20}"


def spec_of_none(x: int):
    found = Money(x) if x > 0 else None
    return f"{found:>20}"


def raising(values: list[int]):
    items = [Fussy(value) for value in values]
    try:
        return str(items)
    except ValueError as error:
        return f"failed: {error}"


def not_caught(values: list[int]):
    return f"{len(values)}: {[Fussy(value) for value in values]}"


def shared(n: int):
    items = [Money(n)]
    before = str(items)
    items.append(Money(n + 1))
    items[0].cents = 7
    return [before, str(items)]


def raised(n: int):
    raise KeyError([Money(n)])


# lists(123); lists(0)
# nested([]); nested([1, -2])
# dicts(5, "a"); dicts(-1, "other"); dicts(0, "it's")
# members(0); members(1); members(2)
# orders(1, "a"); orders(-3, "'\"")
# tuples(1, "k"); tuples(-1, "")
# optional(0); optional(1); optional(2)
# widths(1)
# spec_of_list(1)
# spec_of_none(0)
# raising([]); raising([1, 2]); raising([1, -2, -3])
# not_caught([]); not_caught([0]); not_caught([-1])
# shared(1)
# raised(1)
