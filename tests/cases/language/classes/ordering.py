"""Comparisons of one's own: guards, reflections, `total_ordering`, searching and sorting by them."""

import functools
from functools import total_ordering


class Version:
    def __init__(self, major, minor, label=""):
        self.major = major
        self.minor = minor
        self.label = label

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return (self.major, self.minor) == (other.major, other.minor)

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return (self.major, self.minor) < (other.major, other.minor)


@total_ordering
class Grade:
    def __init__(self, points):
        self.points = points

    def __eq__(self, other):
        return self.points == other.points

    def __lt__(self, other):
        return self.points < other.points


@functools.total_ordering
class Rank:
    def __init__(self, level, extra):
        self.level = level
        self.extra = extra

    def __eq__(self, other):
        return self.level == other.level and self.extra == other.extra

    def __ge__(self, other):
        return self.level >= other.level


class Price:
    def __init__(self, cents):
        self.cents = cents

    def __ne__(self, other):
        return self.cents // 100 != other.cents // 100

    def __eq__(self, other):
        return self.cents == other.cents

    def __le__(self, other):
        if self.cents < 0:
            raise ValueError("no price")
        return self.cents <= other.cents


def compared(a: int, b: int):
    one, other = Version(1, a), Version(1, b, "x")
    return [one == other, one != other, one < other, one > other, not one == other]


def missing(a: int):
    one = Version(a, a)
    return [one == None, one != None, one is None]


def ordered(numbers: list[int]):
    versions = [Version(n // 10, n % 10, str(n)) for n in numbers]
    return [v.label for v in sorted(versions)] + [v.label for v in sorted(versions, reverse=True)]


def sorted_in_place(numbers: list[int]):
    versions = [Version(n % 3, 0, str(n)) for n in numbers]
    versions.sort()
    return [v.label for v in versions]


def extremes(numbers: list[int]):
    versions = [Version(n % 3, n % 2, str(n)) for n in numbers]
    return [min(versions).label, max(versions).label]


def found(numbers: list[int], wanted: int):
    return [Version(wanted, 0) in [Version(n, 0) for n in numbers], Version(wanted, 1) not in [Version(n, 0) for n in numbers]]


def grades(a: int, b: int):
    x, y = Grade(a), Grade(b)
    return [x < y, x <= y, x > y, x >= y, x == y, x != y]


def ranks(a: int, b: int, extra: int):
    x, y = Rank(a, 0), Rank(b, extra)
    return [x < y, x <= y, x > y, x >= y, x == y]


def prices(a: int, b: int):
    x, y = Price(a), Price(b)
    return [x == y, x != y, x <= y, x >= y]


def chosen(a: int, b: int):
    if Grade(a) > Grade(b) and not Grade(a) == Grade(b):
        return "more"
    return "less" if Grade(a) < Grade(b) else "same"


# compared(1, 2); compared(2, 2); compared(3, -1); compared(9223372036854775807, -9223372036854775808)
# missing(1); missing(0)
# ordered([]); ordered([31, 12, 30, 5]); ordered([11, 11, 7]); ordered([-1, -11, 0])
# sorted_in_place([]); sorted_in_place([4, 1, 2, 7, 3, -1])
# extremes([1]); extremes([4, 1, 2, 7, 3]); extremes([])
# found([1, 2], 2); found([], 1); found([1], 0)
# grades(1, 2); grades(2, 2); grades(3, -1)
# ranks(1, 2, 0); ranks(2, 2, 0); ranks(2, 2, 1); ranks(3, 1, 5)
# prices(100, 150); prices(100, 100); prices(300, 100); prices(-1, 5); prices(5, -1)
# chosen(1, 2); chosen(2, 1); chosen(1, 1)
