"""range()."""


def up(n: int):
    return list(range(n))


def between(a: int, b: int):
    return list(range(a, b))


def stepped(a: int, b: int, step: int):
    return list(range(a, b, step))


def down(n: int):
    return [i for i in range(n, 0, -1)]


def indexes(values: list[int]):
    return [i * values[i] for i in range(len(values))]


def parts(n: int):
    r = range(n)
    return [len(r), r[0] if n > 0 else None, list(r[1:3]), 2 in r]


def reversed_range(n: int):
    return list(reversed(range(n)))


def ends(n: int):
    i = -1
    for i in range(n):
        pass
    return i


def changed(n: int):
    seen = []
    for i in range(n):
        seen.append(i)
        i += 10
        n -= 1
    return [seen, n]


# up(0); up(3); up(-2); up(4611686018427387904)
# between(2, 5); between(5, 2); between(-2, 1); between(9223372036854775800, 9223372036854775807)
# stepped(0, 10, 3); stepped(10, 0, -4); stepped(0, 5, -1); stepped(0, 1, 0)
# down(3); down(0)
# indexes([5, 6, 7]); indexes([])
# parts(5); parts(0)
# reversed_range(3); reversed_range(0)
# ends(0); ends(4)
# changed(3); changed(0)
