"""RecursionError."""


def down(n: int):
    return 0 if n == 0 else 1 + down(n - 1)


def endless(n: int):
    return endless(n + 1)


def caught(n: int):
    try:
        return endless(n)
    except RecursionError as error:
        return type(error).__name__


# down(0); down(500)
# endless(0)
# caught(0)
