"""Nested functions that read and change variables around them."""


def reads(n: int):
    def add(x):
        return x + n

    return [add(1), add(n)]


def sees_changes(n: int):
    def show():
        return n

    first = show()
    n += 10
    return [first, show()]


def nonlocals(times: int):
    count = 0

    def up():
        nonlocal count
        count += 1
        return count

    seen = [up() for _ in range(times)]
    return [seen, count]


def made(n: int):
    def adder(k):
        def add(x):
            return x + k

        return add

    return [adder(1)(n), adder(n)(n)]


def late_binding(n: int):
    functions = []
    for i in range(n):
        functions.append(lambda: i)
    return [f() for f in functions]


def bound_now(n: int):
    functions = [lambda i=i: i * 2 for i in range(n)]
    return [f() for f in functions]


def mutates(n: int):
    seen = []

    def note(x):
        seen.append(x)

    for i in range(n):
        note(i)
    return seen


def recursive(n: int):
    def fact(k):
        return 1 if k <= 1 else k * fact(k - 1)

    return fact(n)


# reads(3); reads(0)
# sees_changes(1)
# nonlocals(0); nonlocals(3)
# made(5)
# late_binding(0); late_binding(3)
# bound_now(3); bound_now(0)
# mutates(3); mutates(0)
# recursive(5); recursive(0); recursive(20)
