"""Annotations are claims; docstrings and returns of None."""


def nothing(n: int) -> None:
    n + 1


def lies(text: str) -> int:
    return text


def documented(n: int) -> int:
    """Says "what" it does, with a \\ backslash."""
    result: int = n
    return result


def ends(n: int):
    if n > 0:
        return n


# nothing(1)
# lies("x")
# documented(1)
# ends(1); ends(0)
