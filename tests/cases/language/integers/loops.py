"""Integers that grow in loops."""


def factorial(n: int):
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result


def fibonacci(n: int):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def digits(n: int):
    total = 0
    while n > 0:
        n, digit = divmod(n, 10)
        total += digit
    return total


def collatz(n: int):
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps


# factorial(0); factorial(1); factorial(5); factorial(20); factorial(21); factorial(30); factorial(-3)
# fibonacci(0); fibonacci(1); fibonacci(10); fibonacci(92); fibonacci(93); fibonacci(200)
# digits(0); digits(12345); digits(9223372036854775807); digits(-5)
# collatz(1); collatz(27); collatz(97)
