"""Arithmetic at the ends of 64 bits."""


def add(a: int, b: int):
    return a + b


def subtract(a: int, b: int):
    return a - b


def multiply(a: int, b: int):
    return a * b


def negate(a: int):
    return -a


def absolute(a: int):
    return abs(a)


# add(1, 2); add(9223372036854775807, 0); add(9223372036854775807, 1); add(-9223372036854775808, -1); add(9223372036854775806, 1)
# subtract(1, 2); subtract(-9223372036854775808, 1); subtract(-9223372036854775807, 1); subtract(0, -9223372036854775808)
# multiply(3, -4); multiply(4294967296, 2147483647); multiply(4294967296, 2147483648); multiply(-9223372036854775808, -1); multiply(0, -9223372036854775808)
# negate(5); negate(0); negate(9223372036854775807); negate(-9223372036854775808)
# absolute(-5); absolute(0); absolute(-9223372036854775807); absolute(-9223372036854775808)
