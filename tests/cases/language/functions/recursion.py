"""Functions that call themselves and each other."""


def gcd(a: int, b: int):
    return a if b == 0 else gcd(b, a % b)


def is_even(n: int):
    return True if n == 0 else is_odd(n - 1)


def is_odd(n: int):
    return False if n == 0 else is_even(n - 1)


def ackermann(m: int, n: int):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def permutations(values: list[int]):
    if not values:
        return [[]]
    return [[v] + rest for i, v in enumerate(values) for rest in permutations(values[:i] + values[i + 1 :])]


def depth(value):
    if isinstance(value, list):
        return 1 + max([depth(v) for v in value], default=0)
    return 0


def flatten(value):
    if not isinstance(value, list):
        return [value]
    found = []
    for v in value:
        found += flatten(v)
    return found


def power_set(values: list[int]):
    if not values:
        return [[]]
    rest = power_set(values[1:])
    return rest + [[values[0]] + r for r in rest]


# gcd(12, 18); gcd(0, 5); gcd(5, 0); gcd(-12, 18)
# is_even(10); is_even(7); is_odd(0)
# ackermann(0, 0); ackermann(2, 3); ackermann(1, 5)
# permutations([]); permutations([1, 2, 3])
# depth(1); depth([]); depth([1, [2, [3]]]); depth("x")
# flatten(1); flatten([1, [2, [3, []]], "x"]); flatten([])
# power_set([]); power_set([1, 2, 3])
