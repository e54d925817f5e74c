"""`__call__` and `__bool__`."""


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x):
        return x + self.n

    def __bool__(self):
        return self.n != 0


def called(n: int, x: int):
    add = Adder(n)
    return [add(x), add(add(x))]


def truth(n: int):
    add = Adder(n)
    return "yes" if add else "no"


def negated(n: int):
    return [not Adder(n), bool(Adder(n))]


def mapped(n: int, values: list[int]):
    return list(map(Adder(n), values))


# called(1, 2); called(0, 0); called(-3, 3)
# truth(0); truth(1)
# negated(0); negated(5)
# mapped(2, [1, 2]); mapped(0, [])
