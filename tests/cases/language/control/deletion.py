"""del of names, items and slices, pass and assert."""


def items(values: list[int]):
    del values[0]
    del values[-1:]
    return values


def keys(d: dict[str, int], key: str):
    del d[key]
    return d


def checked(n: int):
    assert n > 0, f"{n} is not positive"
    return n


def plain(n: int):
    assert n % 2 == 0
    return n // 2


def passed(n: int):
    if n > 3:
        pass
    else:
        n += 1
    return n


def rebound(n: int):
    value = n + 1
    del value
    value = n * 2
    return value


# items([1, 2, 3]); items([1]); items([])
# keys({"a": 1, "b": 2}, "a"); keys({}, "a")
# checked(1); checked(0); checked(-5)
# plain(4); plain(3)
# passed(5); passed(2)
# rebound(3); rebound(-4611686018427387904)
