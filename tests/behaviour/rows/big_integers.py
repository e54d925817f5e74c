"""Integers of any size that are computed with."""

import math

from .samples import FLOATS, INTS, ints
from .tables import every, one, some, table

EDGES = [0, 1, -1, 2, -7, 10, 255, 2**31, 2**53 + 1, 2**62, 2**63 - 1, -2**63, 2**63, -2**63 - 1, 2**64 - 1, 2**64, -2**64, 2**64 + 1,
         2**128 - 1, -2**127, 10**30, -10**30, 3**100, 2**1000, -7**300]
PAIRS = some("big pairs", 200, EDGES, EDGES) + [(-2**63, -1), (2**64, 0), (-2**64, 2**64), (0, 0), (2**63, -2**63), (-2**63, 2**63)] + \
    list(zip([n * 2**70 for n in ints("big pairs a", 20)], ints("big pairs b", 20)))
for name, operator in [("add", "+"), ("sub", "-"), ("mul", "*"), ("floordiv", "//"), ("modulo", "%"), ("truediv", "/"), ("and", "&"), ("or", "|"), ("xor", "^")]:
    more = [(2**53 * 2**64 + 2**63, 2**64), (1, 2**1074), (3, 2**1075), (1, 2**1075), (2**1024, 1), (2**1024 - 2**970, 1), (2**1024 - 2**970 - 1, 1), (2**2000, 3 * 2**977),
            (10**400, 10**399), (-10**400, 10**80), (2**60 + 1, 2**1130), (2**55 - 1, 2**1076), (2**54 + 1, 2**1075), (2**53 + 1, 2**1074), (2**56 - 1, 2**1077), (0, -10**30)] if name == "truediv" else []
    table(f"big_int_{name}", f"a, b: a {operator} b", PAIRS + more)
table("big_int_divmod", "a, b: divmod(a, b)", PAIRS[::2] + [(2**64, 0)])
for name, operator in [("neg", "-"), ("invert", "~")]:
    table(f"big_int_{name}", f"a: {operator}a", one(EDGES))
table("big_int_abs", "a: abs(a)", one(EDGES))
table("big_int_pow", "a, b: a ** b", every([0, 1, -1, 2, -2, 3, 10, -7, 2**63, -2**64], [0, 1, 2, 3, 19, 63, 64, 100]) + [(1, 2**70), (-1, 2**70), (-1, 2**70 + 1), (0, 2**70)])
table("big_int_pow_modulo", "a, b, m: pow(a, b, m)", every([0, 2, -3, 7, 2**64, -10**30], [0, 1, 5, 2**64, -1], [1, 7, -7, 10**9 + 7, 0, 4, 2**127 - 1, -2**64]))
table("big_int_lshift", "a, b: a << b", every([0, 1, -1, 5, 2**40, 2**63, -2**64], [0, 1, 8, 62, 63, 64, 200, -1, -2**64]) + [(0, 2**64)])
table("big_int_rshift", "a, b: a >> b", every([0, 1, -1, 5, 2**40, 2**63, -2**64, 2**200 + 1, -2**200 + 1], [0, 1, 8, 63, 64, 200, 300, -1, 2**64]))
table("big_int_text", "a: str(a)", one(EDGES + [10**4299, -10**4299, 10**4300, -10**4300, 10**4300 - 1, 2**20000]))
table("big_int_format", "a, spec: format(a, spec)", every([0, -5, 1234567, 2**64, -2**64, 10**30], ["", "d", "n", ",", "_", "x", "X", "#x", "#X", "b", "#b", "o", "_x", "_b", "040,", "+d", " d", "^45", "*>45", "<45x", "=+45", "e", ".3e", "f", ".2f", "g", "%", ".3", "s", "c", ",x", "z"]) +
      [(10**400, "f"), (10**4300, "d"), (10**4300, ","), (10**30, "#"), (2**200, "_x"), (2**100, "050_b")])
table("big_int_compare_float", "a, x, unordered: unordered if x != x else (a > x) - (a < x)", every([0, 1, -1, 2**53 + 1, 2**63 - 1, 2**64, -2**64, 2**64 + 1, 10**400, -10**400], [0.0, -0.0, 0.5, -1.5, 2.0**53, 2.0**64, -2.0**64, 1e308, float("inf"), float("-inf")], [2]) +
      [(0, float("nan"), 2), (10**400, float("nan"), -2)])
table("big_int_round_digits", "a, digits: round(a, digits)", every([0, 5, 15, 25, -15, -25, 150, 250, 12345, 2**63 - 1, -2**63, 10**30 + 5 * 10**19, -10**30 - 15 * 10**18, 2**100], [0, 1, -1, -2, -3, -19, -20, -30, -31, -60]))
table("big_int_of_float", "x: int(x)", one(FLOATS))
table("big_int_of_rounded", "x: round(x)", one(FLOATS))
table("big_int_floor", "x: math.floor(x)", one(FLOATS), math=math)
table("big_int_ceil", "x: math.ceil(x)", one(FLOATS), math=math)
table("big_int_sum", "items: sum(items)", one([[], [2**63], [2**64, -2**64], EDGES]))
table("big_int_sum_of_ints", "items: sum(items)", one([[], [2**63 - 1, 2**63 - 1], [-2**63] * 3, INTS]))
table("big_int_bit_length", "a: a.bit_length()", one(EDGES))
table("big_int_bit_count", "a: a.bit_count()", one(EDGES))
table("big_int_to_bytes", "a, length, order: a.to_bytes(length, order)", every([0, 1, 256, 2**63, 2**64 - 1, 2**64, -1, -2**64], [0, 1, 8, 9, 20, -1], ["big", "little"]))
table("big_int_from_bytes", "data, order: int.from_bytes(data, order)", every([b"", b"\0", b"\x01\x02", b"\x7f" + b"\xff" * 7, b"\x80" + b"\0" * 7, b"\xff" * 8, b"\x01" + b"\0" * 30], ["big", "little"]))
for name in ["bin", "oct", "hex"]:
    table(f"big_int_{name}", f"a: {name}(a)", one(EDGES))
for name in ["gcd", "lcm"]:
    table(f"big_int_{name}", f"a, b: math.{name}(a, b)", some(name, 60, EDGES, EDGES) + [(2**64 * 9, -2**70 * 3), (0, 2**64), (-2**63, 0), (-2**63, -2**63)], math=math)
table("big_int_factorial", "n: math.factorial(n)", one([0, 1, 2, 20, 21, 22, 100, 300, -1, 2**63, -2**63]), math=math)
table("big_int_isqrt", "n: math.isqrt(n)", one([0, 1, 2, 15, 16, 2**62, 2**63 - 1, 2**64, 2**64 - 1, 10**60, 10**60 - 1, 3**201, -1, -2**64]), math=math)
table("big_int_comb", "n, k: math.comb(n, k)", every([0, 1, 5, 100, 2**64, -1], [0, 1, 2, 5, 50, -1]) + [(2**64, 2**64 - 2)], math=math)
table("big_int_perm", "n, k: math.perm(n, k)", every([0, 1, 5, 100, 2**64, -1], [0, 1, 2, 5, 50, -1]), math=math)
