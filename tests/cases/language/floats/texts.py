"""str, repr and parsing of floats."""


def shown(x: float):
    return [str(x), repr(x), f"{x}"]


def parsed(text: str):
    return float(text)


def sized(a: float, b: float):
    return [a < b, a <= b, a == b, a != b, a > b]


# shown(0.0); shown(-0.0); shown(1.0); shown(0.1); shown(1e16); shown(1e15); shown(123456789012345680.0); shown(1e-4); shown(1e-5); shown(1.5e300); shown(5e-324); shown(1e22); shown(1113178120592002.2)
# parsed("1.5"); parsed(" -2e3 "); parsed("1_0.5"); parsed("abc"); parsed(""); parsed(".5"); parsed("5."); parsed("1e400"); parsed("-1e-400"); parsed("0x1"); parsed("1e"); parsed("infinity"); parsed("١.٥")
# sized(1.0, 2.0); sized(-0.0, 0.0); sized(2.5, 2.5)
