"""Integers and floats beside each other."""


def compare(n: int, x: float):
    return [n == x, n < x, n > x]


def mean(values: list[int]):
    return sum(values) / len(values)


def either(flag: bool):
    return 1 if flag else 1.0


def total(values: list[float]):
    return sum(values)


def mixed(n: int, x: float):
    return [n + x, n * x, n - x, x / n]


# compare(1, 1.0); compare(9007199254740993, 9007199254740992.0); compare(-1, -0.5); compare(9223372036854775807, 9.223372036854775807e18)
# mean([1, 2]); mean([3]); mean([]); mean([-1, 1]); mean([1, 1, 2])
# either(True); either(False)
# total([]); total([0.5, 0.25]); total([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]); total([1e308, 1e308])
# mixed(2, 0.5); mixed(0, 1.0); mixed(-3, 1.5)
