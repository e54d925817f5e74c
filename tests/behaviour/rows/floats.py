"""float: parsing, printing, rounding, arithmetic, math."""

import math

from .samples import FLOATS, INTS, floats
from .tables import every, one, some, table

table("float_parse", "s: float(s)", one(["0", "1", "-1", "+1", "1.5", ".5", "5.", "-.5", ".", "", " ", " 1.5 ", "\t1\n", "\u00a01", "\x1c1", "1e3", "1E3", "1e+3", "1e-3", "1e", "e3", "1e400", "-1e400", "1e-400", "inf", "-inf", "+inf", "Infinity", "INFINITY", "infinit", "nan", "NaN", "-nan", "nan(1)", "1_0", "1_0.5_0", "_1", "1_", "1__0", "1._5", "1_.5", "1e1_0",
                                      "0x1p3", "1.5f", "1,5", "abc", "12abc", "٣.٥", "１.５", "²", "1 2", "--1", "+-1", "- 1", "00.5", "1" * 400, "0." + "0" * 400 + "1", "9007199254740993", "2.2250738585072011e-308", "4.9e-324", "2.4e-324", "1.7976931348623159e308", "1.7976931348623157e308", "0.1", "1e23", "8.5", "\x001", "1\x00", "it's", "\ufeff1", "None", "infinity ", "i nf", "𝟙.𝟚"]))
table("float_repr", "x: repr(x)", one(FLOATS + floats("repr", 200)))
table("float_round", "x: round(x)", one(FLOATS + floats("round", 60) + [0.49999999999999994, 4503599627370497.5, 3.5, 4.5, -3.5, -4.5]))
table("float_round_digits", "x, digits: round(x, digits)",
      every([2.675, 1.005, 2.5, 0.5, 1.115, -2.675, 12345.678, 1e22, 5e-324, 1.7976931348623157e308, float("inf"), float("nan"), -0.0, 0.285, 4.35], [0, 1, 2, 3, -1, -2, 20, 400, -400]) + [(1.7976931348623157e308, -308), (-1.7e308, -308), (1.4e308, -308)] + some("round_digits", 140, floats("round_digits", 60), [0, 1, 2, 3, 4, 6, -1]))
PAIRS = some("float pairs", 150, FLOATS, FLOATS) + list(zip(floats("pairs a", 50), floats("pairs b", 50))) + [(1.0, 0.0), (-1.0, 0.0), (0.0, 0.0), (7.5, -2.0), (-7.5, 2.0), (1.0, 0.1), (-0.0, 3.0), (3.0, float("inf")), (-3.0, float("inf"))]
for name, operator in [("floordiv", "//"), ("modulo", "%"), ("truediv", "/")]:
    table(f"float_{name}", f"a, b: a {operator} b", PAIRS)
table("float_divmod", "a, b: divmod(a, b)", PAIRS[::2] + [(1.0, 0.0)])
table("float_pow", "a, b: a ** b", some("float_pow", 150, [0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, 10.0, 1.1, 1e200, 1e-200, float("inf"), float("-inf"), float("nan")], [0.0, -0.0, 1.0, -1.0, 2.0, 3.0, 0.5, -0.5, 10.0, 1000.0, float("inf"), float("-inf"), float("nan")]))
table("float_int", "x: int(x)", one(FLOATS + floats("int", 40)))
table("float_is_integer", "x: x.is_integer()", one(FLOATS))
table("float_abs", "x: abs(x)", one(FLOATS))
table("float_bool", "x: bool(x)", one(FLOATS))
table("float_add_mul", "x, y, z: x * y + z", list(zip(floats("fma x", 60), floats("fma y", 60), floats("fma z", 60))) + [(0.1, 10.0, -1.0)])
for name in ["floor", "ceil", "trunc", "sqrt", "fabs", "isnan", "isinf", "isfinite", "degrees", "radians"]:
    table(f"math_{name}", f"x: math.{name}(x)", one(FLOATS + floats(name, 20)), math=math)
for name in ["exp", "log", "log2", "log10", "log1p", "expm1", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh"]:
    table(f"math_{name}", f"x: math.{name}(x)", one(FLOATS[:30] + [float("inf"), float("-inf"), float("nan"), 710.0, -0.9] + floats(name, 40)), math=math)
table("math_log_base", "x, base: math.log(x, base)", every([1.0, 8.0, 100.0, 0.5, 1000.0, 0.0, -1.0], [2.0, 10.0, 3.0, 1.0, 0.0]), math=math)
for name in ["pow", "hypot", "atan2", "fmod", "copysign"]:
    table(f"math_{name}", f"a, b: math.{name}(a, b)", PAIRS[::4] + [(2.0, 0.5), (1.0, 0.0), (0.0, -1.0), (-8.0, 1 / 3), (float("inf"), 1.0)], math=math)
table("math_isclose", "a, b: math.isclose(a, b)", every([0.0, 1.0, 1.0 + 1e-10, 1.0 + 1e-8, 1e300, float("inf"), float("nan")], [0.0, 1.0, 1e-12, 1e300, float("inf"), float("nan")]), math=math)
table("math_modf", "x: math.modf(x)", one(FLOATS[:30] + [float("inf"), float("nan")]), math=math)
for name in ["gcd", "lcm"]:
    table(f"math_{name}", f"a, b: math.{name}(a, b)", some(name, 80, INTS[:24], INTS[:24]), math=math)
for name in ["factorial", "isqrt"]:
    table(f"math_{name}", f"n: math.{name}(n)", one([0, 1, 2, 3, 5, 10, 16, 20, 21, -1, 2**31, 99]) if name == "isqrt" else one([0, 1, 2, 3, 5, 10, 16, 20, 21, -1]), math=math)
table("math_comb", "n, k: math.comb(n, k)", every([0, 1, 5, 10, 60, -1], [0, 1, 2, 5, 30, -1]), math=math)
table("math_perm", "n, k: math.perm(n, k)", every([0, 1, 5, 10, 15, -1], [0, 1, 2, 5, 30, -1]), math=math)
table("math_prod", "items: math.prod(items)", one([[], [1], [2, 3, 4], [2**62, 2], [0, 5]]), math=math)
table("math_fsum", "items: math.fsum(items)", one([[], [0.1] * 10, [1e100, 1.0, -1e100], [1e308, 1e308, -1e308], [1e16, 1.0, 1e-16], [float("inf"), 1.0], [float("inf"), float("-inf")], [float("nan")], [-0.0], [2.0**53, 1.0, 2.0**-52], [1e-320, 5e-324, -1e-320], [0.5, 2.0**53 + 2, -0.5, 1e-9]]), math=math)
