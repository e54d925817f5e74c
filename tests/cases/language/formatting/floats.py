"""The format mini-language for floats."""


def fixed(x: float):
    return [f"{x:f}", f"{x:.0f}", f"{x:.2f}", f"{x:.10f}", f"{x:8.3f}", f"{x:<9.1f}|", f"{x:+.1f}", f"{x:08.2f}", f"{x:#.0f}"]


def exponents(x: float):
    return [f"{x:e}", f"{x:.0e}", f"{x:.3E}", f"{x:15.2e}"]


def general(x: float):
    return [f"{x:g}", f"{x:.3g}", f"{x:.10G}", f"{x:#g}", f"{x:.0g}"]


def groups(x: float):
    return [f"{x:,.2f}", f"{x:,}", f"{x:_.1f}", f"{x:15,.1f}"]


def percents(x: float):
    return [f"{x:%}", f"{x:.1%}", f"{x:.0%}"]


def plain(x: float):
    return [f"{x}", f"{x:10}", f"{x:<10}|", f"{x:.3}", f"{x:010}", f"{x:+}"]


def special(text: str):
    x = float(text)
    return [f"{x}", f"{x:.2f}", f"{x:6}", f"{x:06.1f}", f"{x:e}", f"{x:+}", f"{x:F}"]


# fixed(3.14159); fixed(-0.0); fixed(2.5); fixed(1e15); fixed(0.005); fixed(-1.005)
# exponents(12345.678); exponents(0.0); exponents(-1e-10); exponents(1e100)
# general(123456.789); general(0.0001); general(1e-5); general(1e16); general(100.0); general(0.0)
# groups(1234567.891); groups(-0.5); groups(999.999)
# percents(0.125); percents(-1.5); percents(0.0)
# plain(1.0); plain(-2.5); plain(1e20); plain(123456789.123)
# special("inf"); special("-inf"); special("nan")
