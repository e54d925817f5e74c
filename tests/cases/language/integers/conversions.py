"""int() of other types."""


def of_float(x: float):
    return int(x)


def of_bool(b: bool):
    return [int(b), b + 1, b * 3, -b, b // 1]


def sizes(n: int):
    return [n.to_bytes(4, "big").hex(), int.from_bytes(n.to_bytes(4, "little"), "big")]


def as_float(n: int):
    return float(n)


# of_float(1.9); of_float(-1.9); of_float(0.0); of_float(-0.5); of_float(1e18); of_float(1e19); of_float(1e300)
# of_bool(True); of_bool(False)
# sizes(0); sizes(1); sizes(65535); sizes(4294967295); sizes(4294967296); sizes(-1)
# as_float(0); as_float(9007199254740993); as_float(-3); as_float(9223372036854775807)
