"""Members of an Enum: name, value, lookup, order."""

from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


def by_value(n: int):
    return Color(n).name


def by_name(name: str):
    return Color[name].value


def everything():
    return [[c.name, c.value] for c in Color]


def compared(n: int):
    color = Color(n)
    return [color == Color.RED, color is Color.GREEN, color != Color.BLUE, color in (Color.RED, Color.BLUE)]


def shown(n: int):
    return [str(Color(n)), repr(Color(n)), f"{Color(n)}"]


def counted():
    return len(Color)


# by_value(1); by_value(3); by_value(4); by_value(0)
# by_name("RED"); by_name("red")
# everything()
# compared(1); compared(2)
# shown(1); shown(2)
# counted()
