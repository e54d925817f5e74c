"""Default values."""


def scaled(n, factor=2, label="x"):
    return f"{label}{n * factor}"


def calls(n: int):
    return [scaled(n), scaled(n, 3), scaled(n, label="y"), scaled(factor=n, n=5), scaled(n, 1, "z")]


LIMIT = 5


def limited(n, limit=LIMIT):
    return min(n, limit)


def with_global(n: int):
    return [limited(n), limited(n, 100)]


def optional(n: int):
    def inner(value=None):
        if value is None:
            value = []
        value.append(n)
        return value

    return [inner(), inner([0]), inner()]


def omitted(n: int):
    return scaled()


# calls(1); calls(0); calls(-3)
# with_global(3); with_global(50)
# optional(1)
# omitted(1)
