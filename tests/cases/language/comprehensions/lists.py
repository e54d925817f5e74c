"""List comprehensions."""


def squares(n: int):
    return [i * i for i in range(n)]


def filtered(values: list[int]):
    return [v for v in values if v % 2 == 0 if v > 2]


def nested(n: int):
    return [[i * j for j in range(n)] for i in range(n)]


def flat(rows: list[list[int]]):
    return [v for row in rows for v in row if v]


def conditional(values: list[int]):
    return ["even" if v % 2 == 0 else "odd" for v in values]


def pairs(n: int):
    return [[i, j] for i in range(n) for j in range(i, n) if i != j]


def scope(n: int):
    i = 99
    values = [i for i in range(n)]
    return [i, values]


def raising(texts: list[str]):
    return [int(t) for t in texts]


# squares(0); squares(4); squares(-1)
# filtered([]); filtered([1, 2, 3, 4, 6])
# nested(0); nested(3)
# flat([]); flat([[1, 0], [], [2]])
# conditional([1, 2]); conditional([])
# pairs(3); pairs(0)
# scope(0); scope(3)
# raising(["1"]); raising(["1", "x"])
