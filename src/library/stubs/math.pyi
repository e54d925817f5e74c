"""math. Rust links the C library that CPython uses; Go has its own functions, which differ in last digits."""

pi: float = 3.141592653589793
e: float = 2.718281828459045
tau: float = 6.283185307179586


@property
@helper("math_inf")
def inf() -> float: ...
@property
@helper("math_nan")
def nan() -> float: ...

@helper("math_floor")
@raises(ValueError, OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def floor(x: float) -> int: ...
@helper("math_ceil")
@raises(ValueError, OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def ceil(x: float) -> int: ...
@helper("math_trunc")
@raises(ValueError, OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def trunc(x: float) -> int: ...
@helper("math_sqrt")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def sqrt(x: float) -> float: ...
@helper("math_fabs")
@go("math.Abs({x})", imports=["math"])
@rust("{x}.abs()")
@wrong_type(TypeError, "must be real number, not {type}")
def fabs(x: float) -> float: ...
@helper("math_isnan")
@go("math.IsNaN({x})", imports=["math"])
@rust("{x}.is_nan()")
@wrong_type(TypeError, "must be real number, not {type}")
def isnan(x: float) -> bool: ...
@helper("math_isinf")
@go("math.IsInf({x}, 0)", imports=["math"])
@rust("{x}.is_infinite()")
@wrong_type(TypeError, "must be real number, not {type}")
def isinf(x: float) -> bool: ...
@helper("math_isfinite")
@rust("{x}.is_finite()")
@wrong_type(TypeError, "must be real number, not {type}")
def isfinite(x: float) -> bool: ...
@helper("math_copysign")
@go("math.Copysign({x}, {y})", imports=["math"])
@rust("{x}.copysign({y})")
def copysign(x: float, y: float) -> float: ...
@helper("math_fmod")
@raises(ValueError)
def fmod(x: float, y: float) -> float: ...
@helper("math_isclose")
def isclose(a: float, b: float) -> bool: ...
@helper("math_modf")
@wrong_type(TypeError, "must be real number, not {type}")
def modf(x: float) -> tuple[float, float]: ...
@helper("math_exp")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def exp(x: float) -> float: ...
@helper("math_expm1")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def expm1(x: float) -> float: ...
@helper("math_sinh")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def sinh(x: float) -> float: ...
@helper("math_cosh")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(OverflowError)
@wrong_type(TypeError, "must be real number, not {type}")
def cosh(x: float) -> float: ...
@helper("math_log2")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def log2(x: float) -> float: ...
@helper("math_log10")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def log10(x: float) -> float: ...
@helper("math_log1p")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def log1p(x: float) -> float: ...
@helper("math_sin")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def sin(x: float) -> float: ...
@helper("math_cos")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def cos(x: float) -> float: ...
@helper("math_tan")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def tan(x: float) -> float: ...
@helper("math_asin")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def asin(x: float) -> float: ...
@helper("math_acos")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def acos(x: float) -> float: ...
@overload
@helper("math_log")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError)
@wrong_type(TypeError, "must be real number, not {type}")
def log(x: float) -> float: ...
@overload
@helper("math_log_base")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError, ZeroDivisionError)
def log(x: float, base: float) -> float: ...
@helper("math_atan")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@wrong_type(TypeError, "must be real number, not {type}")
def atan(x: float) -> float: ...
@helper("math_tanh")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@wrong_type(TypeError, "must be real number, not {type}")
def tanh(x: float) -> float: ...
@helper("math_radians")
@wrong_type(TypeError, "must be real number, not {type}")
def radians(x: float) -> float: ...
@helper("math_degrees")
@wrong_type(TypeError, "must be real number, not {type}")
def degrees(x: float) -> float: ...
@helper("math_pow")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
@raises(ValueError, OverflowError)
def pow(x: float, y: float) -> float: ...
@helper("math_atan2")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
def atan2(y: float, x: float) -> float: ...
@helper("math_hypot")
@unsupported("Go's function differs from the C library's in its last digits", target="go")
def hypot(x: float, y: float) -> float: ...
@helper("math_gcd")
def gcd(a: int, b: int) -> int: ...
@helper("math_lcm")
def lcm(a: int, b: int) -> int: ...
@helper("math_factorial")
@raises(ValueError)
def factorial(n: int) -> int: ...
@helper("math_isqrt")
@raises(ValueError)
def isqrt(n: int) -> int: ...
@helper("math_comb")
@raises(ValueError)
def comb(n: int, k: int) -> int: ...
@helper("math_perm")
@raises(ValueError)
def perm(n: int, k: int) -> int: ...
@helper("math_prod")
def prod(items: list[int]) -> int: ...
@overload
@helper("math_fsum")
@raises(OverflowError, ValueError)
def fsum(items: list[float]) -> float: ...
@overload
@helper("value_fsum")
@raises(TypeError, OverflowError, ValueError)
def fsum(items: Json) -> float: ...
