"""typing.NamedTuple."""

from typing import NamedTuple


class Point(NamedTuple):
    x: int
    y: int = 0

    def norm(self):
        return self.x * self.x + self.y * self.y


def fields(x: int, y: int):
    p = Point(x, y)
    return [p.x, p.y, p[0], p[-1], p.norm(), len(p)]


def unpacked(x: int):
    a, b = Point(x)
    return [a, b]


def replaced(x: int):
    p = Point(x, 1)
    return list(p._replace(y=x + 1))


def shown(x: int):
    return [repr(Point(x)), str(Point(x, 2))]


def compared(x: int, y: int):
    return [Point(x, y) == Point(x, y), Point(x, y) == (x, y), Point(x, y) < Point(y, x)]


def as_dict(x: int):
    return Point(x, 3)._asdict()


# fields(1, 2); fields(-1, 0)
# unpacked(4)
# replaced(1)
# shown(1)
# compared(1, 2); compared(2, 1); compared(0, 0)
# as_dict(1)
