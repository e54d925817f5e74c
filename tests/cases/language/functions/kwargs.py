"""`**kwargs`."""


def shown(**values):
    return ", ".join(f"{k}={v}" for k, v in values.items())


def both(*args, **kwargs):
    return [list(args), kwargs]


def named(a, b=2, **rest):
    return [a, b, sorted(rest)]


def called(n: int):
    return [shown(), shown(a=n), shown(b=1, a=n)]


def passed(n: int):
    options = {"x": n, "y": n + 1}
    return shown(**options)


def forwarded(n: int):
    return both(n, 2, k=n)


def rest(n: int):
    return [named(n), named(n, c=1), named(n, 3, d=1, c=2), named(b=n, a=1)]


# called(1); called(-1)
# passed(3)
# forwarded(5)
# rest(1)
