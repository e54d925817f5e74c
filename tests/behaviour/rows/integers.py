"""int: parsing, arithmetic, conversions."""

from .samples import BIG_INTS, INTS, ints
from .tables import every, one, some, table

TEXTS = ["0", "1", "-1", "+1", "42", " 42 ", "\t42\n", "\u00a042\u00a0", "\x1c42", "4_2", "1_000_000", "_1", "1_", "1__0", "--1", "+-1", "- 1", "", " ", "abc", "1.0", "1e3", "0x10", "010", "00", "-0", "+0", "٣٤", "１２", "²", "½", "Ⅷ", "12a",
         "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "99999999999999999999", "00000000000000000000000000000001", "1\x00", "\x001", "é", "12 34", "𝟙𝟚", "it's", "a\nb", "a" * 300, "1" * 60, "None", "True", "1,000", "\ufeff1", "１_２", "٣abc", "１２x"]
table("int_parse", "s: int(s)", one(TEXTS + ["9" * 4300, "1" * 4301]))
table("int_parse_base", "s, base: int(s, base)", some("int_parse_base", 250, ["0", "10", "ff", "0xff", "0b101", "0o17", "z", "-7", " 7 ", "1_0", "8", "", "0x", "٣", "7fffffffffffffff", "8000000000000000", "010", "00"], [0, 2, 8, 10, 16, 36, 1, 37, -1]))
table("big_int_parse_base", "s, base: int(s, base)", every(["ff" * 20, "-7fffffffffffffff", "8000000000000000", "z" * 30, "0x" + "f" * 16, "", "x"], [16, 36, 0, 1]))
table("int_parse_bytes", "data: int(data)", one([b"12", b" 12 ", b"-3", b"", b"x", b"1_0", b"\xff"]))
PAIRS = some("int pairs", 130, INTS, INTS) + list(zip(ints("pairs a", 40), ints("pairs b", 40))) + [(2**63 - 1, 1), (-2**63, -1), (-2**63, 1), (2**62, 2), (3037000500, 3037000500), (3037000499, 3037000499), (-2**63, 0), (0, 0), (7, 0)]
for name, operator in [("add", "+"), ("sub", "-"), ("mul", "*"), ("floordiv", "//"), ("modulo", "%"), ("truediv", "/")]:
    table(f"int_{name}", f"a, b: a {operator} b", PAIRS)
table("int_divmod", "a, b: divmod(a, b)", PAIRS[::2] + [(7, 0)])
table("int_neg", "a: -a", one(INTS))
table("int_abs", "a: abs(a)", one(INTS))
table("int_pow", "a, b: a ** b", some("int_pow", 150, [0, 1, -1, 2, -2, 3, -3, 7, 10, -10, 2**31, 2**62, 3037000499, 3037000500, 2**63 - 1], [0, 1, 2, 3, 5, 10, 18, 19, 31, 62, 63, 64]) )
table("int_pow_negative", "a, b: a ** b", every([0, 1, -1, 2, -2, 3, 7, 10, 2**62], [-1, -2, -3, -10, -400]))
table("int_pow_modulo", "a, b, m: pow(a, b, m)", every([0, 2, -3, 7, 2**62], [0, 1, 5, 100, -1], [1, 7, -7, 1000000007, 0, 4]))
table("int_lshift", "a, b: a << b", every([0, 1, -1, 5, 2**40], [0, 1, 8, 22, 23, 62, 63, 64, -1]))
table("int_rshift", "a, b: a >> b", every([0, 1, -1, 5, -5, 2**40, -2**63], [0, 1, 8, 62, 63, 64, 200, -1]))
for name, operator in [("and", "&"), ("or", "|"), ("xor", "^")]:
    table(f"int_{name}", f"a, b: a {operator} b", some(name, 60, INTS, INTS))
table("int_invert", "a: ~a", one(INTS))
table("int_str", "a: str(a)", one(INTS + ints("str", 20)))
table("big_int_str", "a: str(a)", one(BIG_INTS + [0, 10**4299, -10**4299, 10**4300]))
table("int_float", "a: float(a)", one(INTS + ints("float", 60) + [9007199254740993, 9007199254740995, 2**63 - 512, 2**63 - 513]))
table("big_int_float", "a: float(a)", one(INTS[:20] + BIG_INTS + [2**64 + 2**11, 2**64 + 2**11 + 1, 2**64 + 3 * 2**11, 10**308, 10**309, -10**309]))
table("int_round_digits", "a, digits: round(a, digits)", every([0, 5, 15, 25, 35, -15, -25, 149, 150, 151, 250, 12345, 2**63 - 1, -2**63], [0, 1, 5, -1, -2, -3, -18, -19, -20, -30]))
table("int_bit_length", "a: a.bit_length()", one(INTS))
table("int_bit_count", "a: a.bit_count()", one(INTS))
for name in ["bin", "oct", "hex"]:
    table(name, f"a: {name}(a)", one(INTS))
table("int_to_bytes", "a, length, order: a.to_bytes(length, order)", every([0, 1, 255, 256, 65535, 2**40, -1], [0, 1, 2, 8], ["big", "little"]))
table("int_from_bytes", "data, order: int.from_bytes(data, order)", every([b"", b"\0", b"\x01\x02", b"\xff" * 4, b"\x7f" + b"\xff" * 7, b"\xff" * 8], ["big", "little"]))
table("int_eq_float", "a, x: a == x", every([0, 1, -1, 2**53, 2**53 + 1, 2**63 - 1, -2**63], [0.0, -0.0, 1.0, 1.5, 2.0**53, 2.0**63, -2.0**63, float("inf"), float("nan")]))
table("int_lt_float", "a, x: a < x", every([0, 1, -1, 2**53, 2**53 + 1, 2**63 - 1, -2**63], [0.0, -0.0, 1.0, 1.5, 2.0**53, 2.0**63, -2.0**63, float("inf"), float("-inf"), float("nan")]))
table("big_int_parse", "s: int(s)", one([text for text in TEXTS if text.strip().lstrip("+-").isdigit()] + ["9" * 100, "-" + "8" * 40]))
table("big_int_lt", "a, b: a < b", every(BIG_INTS + [0, 2**63 - 1, -2**63], BIG_INTS + [0, 2**63 - 1, -2**63]))
table("big_int_eq", "a, b: a == b", every(BIG_INTS + [0, 2**63 - 1, -2**63], BIG_INTS + [0, 2**63 - 1, -2**63]))
