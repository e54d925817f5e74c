"""+, *, +=, comparison and nested lists."""


def added(a: list[int], b: list[int]):
    c = a + b
    c.append(0)
    return [a, b, c]


def repeated(n: int):
    return [[0] * n, [1, 2] * 2, n * ["a"]]


def shared_rows(n: int):
    rows = [[0] * 2] * n
    if n > 0:
        rows[0][0] = 1
    return rows


def own_rows(n: int):
    rows = [[0] * 2 for _ in range(n)]
    if n > 0:
        rows[0][0] = 1
    return rows


def in_place(a: list[int], b: list[int]):
    c = a
    c += b
    return [a, c]


def multiplied(a: list[int]):
    b = a
    b *= 2
    return a


def compared(a: list[int], b: list[int]):
    return [a == b, a != b]


# added([1], [2]); added([], [])
# repeated(3); repeated(0); repeated(-1)
# shared_rows(2); shared_rows(0)
# own_rows(2); own_rows(0)
# in_place([1], [2]); in_place([], [])
# multiplied([1, 2]); multiplied([])
# compared([1], [1]); compared([1], [2])
