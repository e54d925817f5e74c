"""The format mini-language for integers."""


def widths(n: int):
    return [f"{n:5}", f"{n:<5}|", f"{n:^5}|", f"{n:>5}", f"{n:05}", f"{n:*>6}", f"{n:=+6}", f"{n:x^7}"]


def signs(n: int):
    return [f"{n:+}", f"{n:-}", f"{n: }", f"{n:+05d}", f"{n: 05d}"]


def bases(n: int):
    return [f"{n:b}", f"{n:o}", f"{n:x}", f"{n:X}", f"{n:#b}", f"{n:#o}", f"{n:#x}", f"{n:#010x}", f"{n:08b}"]


def groups(n: int):
    return [f"{n:,}", f"{n:_}", f"{n:12,}", f"{n:012,}", f"{n:_x}", f"{n:_b}"]


def as_float(n: int):
    return [f"{n:.2f}", f"{n:e}", f"{n:.1%}", f"{n:g}", f"{n:n}"]


def characters(n: int):
    return f"{n:c}"


def bools(b: bool):
    return [f"{b}", f"{b:d}", f"{b:5}", f"{b:>6}"]


# widths(42); widths(-42); widths(0); widths(1234567)
# signs(5); signs(-5); signs(0)
# bases(10); bases(-10); bases(0); bases(255)
# groups(1234567); groups(-1234567); groups(999); groups(0)
# as_float(5); as_float(-1234567); as_float(0)
# characters(65); characters(128512)
# bools(True); bools(False)
