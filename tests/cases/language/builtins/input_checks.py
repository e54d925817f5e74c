"""int() and float() of text as requests bring it."""


def parsed(text: str):
    try:
        return int(text)
    except ValueError as error:
        return str(error)


def in_range(text: str, low: int, high: int):
    try:
        value = int(text)
    except ValueError:
        return None
    return max(low, min(high, value))


def real(text: str):
    try:
        return repr(float(text))
    except ValueError as error:
        return str(error)


def flag(text: str):
    return text.lower() in ("1", "true", "yes", "on")


def several(text: str):
    return [int(part) for part in text.split(",") if part.strip()]


# parsed("12"); parsed(" -7 "); parsed("1_000"); parsed("1.5"); parsed(""); parsed("0x10"); parsed("٣"); parsed("9223372036854775808"); parsed("+5"); parsed("--5"); parsed("1__0")
# in_range("5", 0, 3); in_range("x", 0, 3); in_range("-5", 0, 3)
# real("1.5"); real("1e3"); real("nan"); real("-inf"); real(""); real("1_0.5"); real(" 2 "); real("1,5"); real("0x1p3"); real("Infinity")
# flag("TRUE"); flag("0"); flag(""); flag("Yes")
# several("1,2,,3 "); several(""); several("1,x")
