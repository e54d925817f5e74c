"""functools.lru_cache and cache."""

from functools import cache, lru_cache

CALLS = []


@lru_cache(maxsize=None)
def fib(n):
    CALLS.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@cache
def square(n):
    return n * n


def fibonacci(n: int):
    before = len(CALLS)
    return [fib(n), len(CALLS) - before]


def squares(values: list[int]):
    return [square(v) for v in values]


# fibonacci(10); fibonacci(10); fibonacci(12)
# squares([1, 2, 1])
