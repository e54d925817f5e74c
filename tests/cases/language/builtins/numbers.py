"""abs, divmod, pow, round, bool, complex-free."""


def absolute(n: int, x: float):
    return [abs(n), abs(x), abs(-n)]


def divided(n: int, d: int):
    return list(divmod(n, d))


def divided_floats(x: float, y: float):
    return list(divmod(x, y))


def powers(n: int):
    return [pow(n, 2), pow(2, 3), pow(n, 0), pow(2.0, 3)]


def truth(n: int, text: str):
    return [bool(n), bool(text), bool([]), bool(None), bool("False")]


def rounded(x: float):
    return [round(x), round(x, 1), round(x, 2), round(x, -1)]


# absolute(-3, -0.0); absolute(0, 2.5)
# divided(7, 2); divided(-7, 2); divided(1, 0)
# divided_floats(7.5, 2.0); divided_floats(-7.5, 2.0); divided_floats(1.0, 0.0)
# powers(5); powers(-1)
# truth(0, ""); truth(1, "0")
# rounded(2.5); rounded(-1.25); rounded(0.125); rounded(15.0)
