"""contextlib.suppress and exception groups of classes in a variable."""

from contextlib import suppress

EXPECTED = (ValueError, KeyError)


def suppressed(text: str):
    value = 0
    with suppress(ValueError):
        value = int(text)
    return value


def in_variable(text: str):
    try:
        return {"1": "one"}[text] + str(int(text))
    except EXPECTED as error:
        return type(error).__name__


# suppressed("7"); suppressed("x")
# in_variable("1"); in_variable("x")
