"""A decorator that notes the calls."""

import functools

CALLS = []


def logged(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        CALLS.append(f.__name__)
        return f(*args, **kwargs)

    return wrapper


@logged
def add(a, b):
    return a + b


def with_log(a: int, b: int):
    before = len(CALLS)
    return [add(a, b), add(b=a, a=b), CALLS[before:]]


# with_log(1, 2); with_log(0, -1)
