"""Operators of one's own: reflected, in place, unary, calls, items."""


class Amount:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return Amount(self.value + other.value)

    def __radd__(self, number):
        return Amount(number + self.value)

    def __sub__(self, other):
        return Amount(self.value - other.value)

    def __truediv__(self, number):
        if number == 0:
            raise ValueError("by nothing")
        return Amount(self.value // number)

    def __neg__(self):
        return Amount(-self.value)

    def __or__(self, other):
        return [self.value, other.value]


class Length:
    def __init__(self, metres):
        self.metres = metres

    def __add__(self, other):
        if not isinstance(other, Length):
            return NotImplemented
        return Length(self.metres + other.metres)

    def __repr__(self):
        return f"{self.metres} m"


class Bag:
    def __init__(self):
        self.counts = {}
        self.changes = 0

    def __getitem__(self, name):
        return self.counts.get(name, 0)

    def __setitem__(self, name, count):
        if count < 0:
            raise ValueError("negative " + name)
        self.counts[name] = count
        self.changes += 1

    def __iadd__(self, name):
        self[name] = self[name] + 1
        return self

    def __call__(self, name, factor=1):
        return self[name] * factor

    def __len__(self):
        return len(self.counts)


def sums(a: int, b: int):
    x, y = Amount(a), Amount(b)
    return [(x + y).value, (x - y).value, (3 + x).value, (-x).value, (x + y - x).value, x | y]


def divided(a: int, b: int):
    return (Amount(a) / b).value


def accumulated(values: list[int]):
    total = Amount(0)
    first = total
    for value in values:
        total += Amount(value)
    return [total.value, first.value]


def bags(names: list[str]):
    bag = Bag()
    same = bag
    for name in names:
        bag += name
    bag["extra"] = len(names)
    return [same.counts, bag.changes, bag("a"), bag("a", factor=10), bag("none"), len(bag)]


def refused(count: int):
    bag = Bag()
    bag["x"] = count
    bag["x"] += 2
    return bag["x"]


def lengths(a: int, b: int):
    total = Length(a) + Length(b)
    total += Length(1)
    return repr(total)


def wrong_length(a: int):
    try:
        return repr(Length(a) + a)
    except TypeError as error:
        return str(error)


# lengths(1, 2); lengths(0, -1)
# wrong_length(1)
# sums(1, 2); sums(0, 0); sums(-5, 9223372036854775)
# divided(7, 2); divided(1, 0); divided(-7, 2)
# accumulated([]); accumulated([1, 2, 3])
# bags([]); bags(["a", "b", "a"])
# refused(1); refused(-1); refused(0)
