"""`__eq__`, `__lt__`, `__hash__`."""


class Version:
    def __init__(self, major, minor):
        self.major = major
        self.minor = minor

    def __eq__(self, other):
        return self.major == other.major and self.minor == other.minor

    def __lt__(self, other):
        return (self.major, self.minor) < (other.major, other.minor)

    def __hash__(self):
        return hash((self.major, self.minor))


def compared(a: int, b: int):
    one, other = Version(1, a), Version(1, b)
    return [one == other, one != other, one < other, one > other]


def ordered(numbers: list[int]):
    return [[v.major, v.minor] for v in sorted(Version(n // 10, n % 10) for n in numbers)]


def contained(numbers: list[int], wanted: int):
    return Version(wanted, 0) in [Version(n, 0) for n in numbers]


def in_set(numbers: list[int]):
    return len({Version(n, 0) for n in numbers})


# compared(1, 2); compared(2, 2); compared(3, -1)
# ordered([]); ordered([31, 12, 30, 5]); ordered([11, 11])
# contained([1, 2], 2); contained([], 1); contained([1], 0)
# in_set([1, 1, 2]); in_set([])
