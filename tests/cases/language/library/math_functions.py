"""The functions of math, with their errors."""

import math


def roots(x: float):
    return [math.sqrt(x), math.sqrt(x) ** 2]


def rounded(x: float):
    return [math.floor(x), math.ceil(x), math.trunc(x)]


def logs(x: float):
    return [math.log(x), math.log10(x), math.log2(x)]


def based(x: float, base: float):
    return math.log(x, base)


def angles(x: float):
    return [math.sin(x), math.cos(x), math.radians(x), math.degrees(x)]


def whole(a: int, b: int):
    return [math.gcd(a, b), math.isqrt(abs(a))]


def tests(x: float):
    return [math.isnan(x), math.isinf(x), math.isfinite(x), math.fabs(x)]


def distance(x: float, y: float):
    return math.hypot(x, y)


def exact(values: list[float]):
    return [math.fsum(values), sum(values)]


def close(a: float, b: float):
    return [math.isclose(a, b), math.isclose(a, b, rel_tol=0.1), math.isclose(a, b, abs_tol=0.5)]


# roots(2.0); roots(0.0); roots(-1.0); roots(1e999)
# rounded(2.5); rounded(-2.5); rounded(1e20); rounded(1e999)
# logs(10.0); logs(1.0); logs(0.0); logs(-1.0)
# based(8.0, 2.0); based(8.0, 1.0); based(100.0, 10.0)
# angles(0.0); angles(1.0); angles(180.0)
# whole(12, 18); whole(0, 5); whole(-4, 6); whole(0, 0); whole(4611686018427387904, 1099511627776)
# tests(1.5); tests(-1e999); tests(-0.0)
# distance(3.0, 4.0); distance(0.0, 0.0); distance(1e200, 1e200)
# exact([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]); exact([]); exact([1e16, 1.0, -1e16])
# close(1.0, 1.0000000001); close(1.0, 1.05); close(0.0, 1e-12)
