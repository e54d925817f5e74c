"""eq, order, compare=False, repr=False, and what is equal to what."""

from dataclasses import astuple, dataclass, field, replace
from typing import Optional


@dataclass(order=True)
class Task:
    priority: int
    name: str
    note: str = field(default="", compare=False)


@dataclass(eq=False)
class Token:
    text: str


@dataclass
class Point:
    x: int
    y: int = 0


@dataclass
class Line:
    start: Point
    end: Point
    label: Optional[str] = None


@dataclass(order=True, frozen=True)
class Money:
    amount: float
    currency: str = "EUR"


@dataclass
class Secret:
    name: str
    key: str = field(repr=False)
    tags: list[str] = field(default_factory=list, repr=True)


@dataclass
class Counter2:
    value: int = 0

    def __eq__(self, other):
        return abs(self.value) == abs(other.value)

    def __post_init__(self):
        self.value += 1


def points(x: int, y: int):
    p = Point(x, y)
    return [p == Point(x, y), p != Point(x), p == p, Point(y, x) == p]


def lines(a: int, b: int, label: str):
    one = Line(Point(a), Point(b))
    other = Line(Point(a, 0), Point(b, a), label or None)
    return [one == other, one != other, one == Line(Point(a), Point(b), None)]


def tokens(text: str):
    token = Token(text)
    same = token
    other = Token(text)
    return [token == other, token == same, token != same, token != other]


def ordered(names: list[str]):
    tasks = [Task(len(name), name, "n") for name in names]
    tasks.sort()
    return [task.name for task in tasks] + [task.name for task in sorted(tasks, reverse=True)]


def compared(a: int, b: int):
    one, other = Task(a, "x", "one"), Task(b, "x", "other")
    return [one < other, one <= other, one > other, one >= other, one == other]


def best(names: list[str]):
    tasks = [Task(len(name), name) for name in names]
    return [min(tasks).name, max(tasks).name]


def none_best(names: list[str]):
    found = min([Task(len(name), name) for name in names], default=None)
    return found.name if found else "none"


def among(values: list[int], wanted: int):
    points = [Point(value, value % 2) for value in values]
    return [Point(wanted) in points, Point(wanted, 1) not in points]


def pairs(x: int, y: int):
    p, q = Point(x, y), Point(y, x)
    return [(p, x) == (q, x), (x, p) == (x, Point(x, y))]


def money(a: float, b: float):
    x, y = Money(a), Money(b)
    return [x < y, x == y, x >= y, Money(a, "USD") > x]


@dataclass
class Nan:
    value: float


def not_numbers(text: str):
    one = Nan(float(text))
    other = Nan(float(text))
    low, high = Money(float(text)), Money(float(text), "USD")
    return [one == other, one == one, one != other, low < high, low <= high, low > high, low >= high, low == low]


def larger(a: int, b: int):
    return [max(Task(a, "p"), Task(b, "q")).name, min(Task(a, "p"), Task(b, "q")).name]


def as_tuple(a: int, label: str):
    start, end, text = astuple(Line(Point(a), Point(a, -1), label or None))
    return [list(start), list(end), text]


def secrets(name: str):
    secret = Secret(name, "k" + name)
    secret.tags.append("t")
    return [repr(secret), str(secret), f"{secret}"]


def counters(a: int, b: int):
    return [Counter2(a) == Counter2(b), Counter2(a) != Counter2(b)]


def replaced(x: int, y: int):
    p = Point(x, y)
    q = replace(p, y=y + 1)
    r = replace(q)
    r.x = -1
    return [q.x, q.y, p.y, r.x, q == r]


def removed(values: list[int]):
    points = [Point(value) for value in values]
    return [point.x for point in points if point != Point(1)]


# points(1, 2); points(0, 0); points(-1, 9223372036854775807)
# lines(1, 2, ""); lines(0, 0, ""); lines(0, 5, "a")
# tokens("a"); tokens("")
# ordered([]); ordered(["bb", "a", "aa", "c", "a"])
# compared(1, 2); compared(2, 2); compared(3, 1)
# best(["bb", "a", "c"]); best([])
# none_best(["bb", "a"]); none_best([])
# among([1, 2, 3], 2); among([], 0); among([1], 1)
# pairs(1, 2); pairs(3, 3)
# money(1.5, 2.0); money(2.0, 2.0); money(-0.0, 0.0)
# not_numbers("1"); not_numbers("nan"); not_numbers("-0")
# larger(1, 2); larger(2, 1); larger(1, 1)
# as_tuple(1, ""); as_tuple(-1, "x")
# secrets("a"); secrets("it's")
# counters(1, 1); counters(-2, 0); counters(1, 2)
# replaced(1, 2); replaced(-1, 0)
# removed([1, 2, 1, 3]); removed([])
