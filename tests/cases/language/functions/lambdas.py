"""Lambdas, passed and kept."""


def applied(f, x):
    return f(x)


def passed(n: int):
    return [applied(lambda x: x + 1, n), applied(lambda x: x * x, n)]


def kept(n: int):
    double = lambda x: x * 2
    return double(double(n))


def in_table(name: str, a: int, b: int):
    table = {"add": lambda x, y: x + y, "sub": lambda x, y: x - y}
    return table[name](a, b)


def conditional(n: int):
    sign = lambda x: "neg" if x < 0 else "pos" if x > 0 else "zero"
    return sign(n)


def sorted_by(words: list[str]):
    return sorted(words, key=lambda w: (len(w), w))


# passed(3); passed(-1)
# kept(4)
# in_table("add", 1, 2); in_table("sub", 1, 2); in_table("mul", 1, 2)
# conditional(5); conditional(0); conditional(-5)
# sorted_by(["bb", "a", "c", ""]); sorted_by([])
