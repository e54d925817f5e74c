"""Floor division, remainder and divmod round towards minus infinity."""


def floor(a: int, b: int):
    return a // b


def remainder(a: int, b: int):
    return a % b


def both(a: int, b: int):
    quotient, rest = divmod(a, b)
    return [quotient, rest]


def true(a: int, b: int):
    return a / b


# floor(7, 2); floor(-7, 2); floor(7, -2); floor(-7, -2); floor(0, 5); floor(1, 0); floor(9223372036854775807, -1); floor(-9223372036854775808, -1)
# remainder(7, 3); remainder(-7, 3); remainder(7, -3); remainder(-7, -3); remainder(0, 3); remainder(5, 0); remainder(-9223372036854775808, -1)
# both(7, 2); both(-7, 2); both(7, -2); both(3, 0); both(-9223372036854775808, 3)
# true(1, 3); true(-7, 2); true(1, 0); true(9007199254740993, 1); true(9223372036854775807, 9223372036854775806); true(0, -5)
