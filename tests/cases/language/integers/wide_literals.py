"""Integers that 32 bits do not hold, where nothing beside them says their type."""


def texts():
    return [str(-2147483649), f"{9223372036854775807}", repr(100 < 2147483648), str(min(2147483648, 4294967296))]


def chosen(a: int):
    return [255 in (7, -1, 9223372036854775807), 1.0 - -2147483649, [a, 9007199254740993], (a, -9223372036854775808)]


def looked_up(a: int):
    return {2147483648: "x"}.get(a, "none")


def gathered(a: int):
    known = {9007199254740993, 1}
    heap = []
    heap.append(-9007199254740991)
    return [a in known, heap, sorted(known), sum([2147483648, 1]), max(4294967296, a)]


# texts()
# chosen(1); chosen(2147483648); chosen(-1)
# looked_up(1); looked_up(2147483648)
# gathered(1); gathered(9007199254740993)
