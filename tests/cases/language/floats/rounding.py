"""round, floor, ceil and trunc."""

import math


def nearest(x: float):
    return round(x)


def places(x: float, n: int):
    return round(x, n)


def whole(x: float):
    return [math.floor(x), math.ceil(x), math.trunc(x)]


def integers(n: int, d: int):
    return round(n, d)


# nearest(0.5); nearest(1.5); nearest(2.5); nearest(-0.5); nearest(-1.5); nearest(2.675); nearest(1e15); nearest(0.49999999999999994); nearest(1e20)
# places(2.675, 2); places(1.005, 2); places(-1.25, 1); places(1234.5, -2); places(0.5, 0); places(1e22, 2); places(1.5, 400); places(-0.04, 1)
# whole(1.5); whole(-1.5); whole(0.0); whole(-0.5); whole(1e18)
# integers(15, -1); integers(25, -1); integers(-15, -1); integers(1234, 2); integers(149, -2); integers(150, -2); integers(250, -2); integers(5, -1)
