"""Infinity and nan."""

import math


def tests(text: str):
    x = float(text)
    return [math.isnan(x), math.isinf(x), x == x, x > 0, str(x)]


def smallest(text: str, other: float):
    x = float(text)
    return [str(min(x, other)), str(max(x, other)), str(min(other, x))]


def as_integer(text: str):
    return int(float(text))


def sign(x: float):
    return [math.copysign(1.0, x), x.is_integer(), abs(x), bool(x)]


# tests("inf"); tests("-inf"); tests("nan"); tests("1"); tests("-Infinity"); tests("NaN")
# smallest("nan", 1.0); smallest("inf", 1.0); smallest("-inf", 1.0)
# as_integer("inf"); as_integer("nan"); as_integer("-inf"); as_integer("2.9")
# sign(0.0); sign(-0.0); sign(2.0); sign(-2.5)
