"""Named tuples as code uses them: defaults, methods, sorting, unpacking, replacing, equality with tuples."""

import collections
from collections import namedtuple
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: int
    y: int = 0

    def moved(self, dx, dy=0):
        return Point(self.x + dx, self.y + dy)

    @property
    def length(self):
        return abs(self.x) + abs(self.y)

    def __str__(self):
        return f"<{self.x} {self.y}>"


class Person(NamedTuple):
    name: str
    age: int
    city: str = "Rome"


Row = namedtuple("Row", "key, value")
Setting = collections.namedtuple("Setting", ["name", "default", "unit"], defaults=[0, "s"])


class Area(namedtuple("Area", "width height")):
    __slots__ = ()

    def size(self):
        return self.width * self.height


def moved(x: int, y: int):
    p = Point(x, y).moved(1).moved(0, dy=2)
    return [p.x, p.y, p.length, p[0], p[1], p[-1], p[-2], len(p)]


def texts(x: int, name: str):
    return [str(Point(x)), repr(Point(x, -1)), f"{Point(x)!r}", repr(Person(name, x)), str(Row(name, x))]


def unpacked(x: int, name: str):
    px, py = Point(x)
    name, age, city = Person(name, x, city="B")
    width, height = Area(x, 2)
    return [px, py, name, age, city, width * height, Area(x, 3).size()]


def looped(x: int):
    total = 0
    for value in Point(x, 5):
        total += value
    rows = [Row("a", x), Row("b", 2)]
    shown = []
    for key, value in rows:
        shown.append(key + str(value))
    for row in rows:
        shown.append(row.key)
    for index, (key, value) in enumerate(rows):
        shown.append(f"{index}{key}{value}")
    return [total, shown, list(Point(x)), sum(Point(x, 1)), max(Point(x, 4))]


def rebound(x: int, y: int):
    p = Point(x, y)
    holder, p = p, Point(0)
    first, second = holder
    holder = Point(second, first)
    return [first, second, holder.x, p.x]


def turned(x: int, y: int):
    pair = Row(x, y)
    left, right = pair
    left, right = right, left
    return [left, right, pair.key, pair.value]


def in_comprehension(values: list[int]):
    rows = [Row(str(value), value) for value in values]
    return {key: value for key, value in rows}


def equal(x: int, y: int):
    p = Point(x, y)
    return [p == Point(x, y), p != Point(y, x), p == (x, y), (y, x) == p, p != (x, y), p == (x, 0)]


def ordered(names: list[str]):
    people = [Person(name, len(name)) for name in names]
    by_age = sorted(people, key=lambda person: (person.age, person.name))
    return [[p.name for p in sorted(people)], [p.name for p in by_age], [p.name for p in sorted(people, reverse=True)]]


def extremes(values: list[int]):
    points = [Point(value % 3, value) for value in values]
    return [list(min(points)), list(max(points))]


def replaced(x: int, name: str):
    person = Person(name, x)
    older = person._replace(age=x + 1)
    other = older._replace(name="z", city="C")
    return [list(person), list(older), list(other)]


def as_dicts(x: int, name: str):
    return [Point(x)._asdict(), Person(name, x)._asdict(), Setting(name)._asdict(), Setting(name, x, "m")._asdict()]


def truth(x: int):
    return ["yes" if Point(x) else "no", bool(Row("", 0))]


def searched(values: list[int], wanted: int):
    points = [Point(value) for value in values]
    return [Point(wanted) in points, Point(wanted, 1) in points]


def smaller(a: int, b: int):
    return [Point(a, b) < Point(b, a), Point(a, b) <= Point(a, b), Point(a) > Point(b), Point(a) >= Point(b, 1)]


def index_error(x: int):
    return Point(x)[2]


def assigned(x: int):
    p = Point(x)
    p.x = 3
    return p.x


def keyed(values: list[int]):
    seen = {}
    for value in values:
        seen[Point(value)] = value
    return len(seen)


def percent(x: int):
    return "%s-%s" % Point(x)


def contained(x: int):
    return 5 in Point(x)


def dumped(x: int):
    return [Point(x), 1]


def matched(x: int):
    match Point(x, 1):
        case (0, second):
            return second
        case (first, 1):
            return first * 2
    return -1


def star(x: int):
    first, *rest = Person("n", x)
    return [first, rest]


# moved(1, 2); moved(-1, 0); moved(9223372036854775000, -5)
# texts(1, "a"); texts(-1, "it's"); texts(0, "€")
# unpacked(1, "a"); unpacked(-2, "")
# looped(1); looped(-5); looped(0)
# rebound(1, 2); rebound(0, 5)
# turned(1, 2)
# in_comprehension([1, 2]); in_comprehension([])
# equal(1, 2); equal(2, 2); equal(0, 0); equal(5, 0)
# ordered([]); ordered(["bb", "a", "ccc", "aa"])
# extremes([5]); extremes([4, 2, 7]); extremes([])
# replaced(1, "a"); replaced(-1, "")
# as_dicts(1, "a"); as_dicts(0, "")
# truth(0); truth(1)
# searched([1, 2], 2); searched([], 0)
# smaller(1, 2); smaller(2, 2); smaller(3, -1)
# index_error(1)
# assigned(1)
# keyed([1, 2, 1]); keyed([])
# percent(1)
# contained(5); contained(1)
# dumped(1)
# matched(0); matched(4)
# star(1)
