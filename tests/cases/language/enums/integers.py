"""IntEnum, auto, Flag."""

from enum import Enum, Flag, IntEnum, auto


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Step(Enum):
    FIRST = auto()
    SECOND = auto()


class Permission(Flag):
    READ = 1
    WRITE = 2


def levels(n: int):
    return [Level(n) > 5, Level(n) + 1, max(Level).name, int(Level(n))]


def steps():
    return [s.value for s in Step]


def allowed(n: int):
    p = Permission(n)
    return [Permission.READ in p, bool(p & Permission.WRITE), (p | Permission.READ).value]


# levels(1); levels(10); levels(3)
# steps()
# allowed(0); allowed(1); allowed(3)
