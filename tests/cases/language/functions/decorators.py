"""Decorators of one's own, with and without arguments."""


def doubled(f):
    def wrapper(x):
        return f(x) * 2

    return wrapper


def repeated(times):
    def decorate(f):
        def wrapper(x):
            for _ in range(times):
                x = f(x)
            return x

        return wrapper

    return decorate


@doubled
def plus_one(x):
    return x + 1


@repeated(3)
def triple(x):
    return x * 3


@doubled
@repeated(2)
def minus_one(x):
    return x - 1


def simple(n: int):
    return plus_one(n)


def with_argument(n: int):
    return triple(n)


def stacked(n: int):
    return minus_one(n)


# simple(1); simple(-1)
# with_argument(1); with_argument(-2)
# stacked(5); stacked(0)
