"""Constants of a class that refer to each other."""


class Limits:
    SMALL = 10
    LARGE = SMALL * 10


def kind(n: int):
    if n < Limits.SMALL:
        return "small"
    if n < Limits.LARGE:
        return "large"
    return "huge"


# kind(5); kind(10); kind(99); kind(100); kind(-1)
