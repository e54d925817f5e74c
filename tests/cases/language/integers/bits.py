"""Bitwise operators: two's complement of any width."""


def operators(a: int, b: int):
    return [a & b, a | b, a ^ b, ~a]


def left(a: int, n: int):
    return a << n


def right(a: int, n: int):
    return a >> n


def counts(a: int):
    return [a.bit_length(), a.bit_count()]


# operators(12, 10); operators(-1, 255); operators(-8, 3); operators(0, 0); operators(9223372036854775807, -9223372036854775808)
# left(1, 3); left(-5, 2); left(1, 62); left(1, 63); left(0, 100); left(1, -1); left(3, 0)
# right(100, 3); right(-1, 5); right(-7, 1); right(1, 64); right(-1, 200); right(5, -1); right(9223372036854775807, 62)
# counts(0); counts(1); counts(-1); counts(255); counts(-256); counts(9223372036854775807); counts(-9223372036854775808)
