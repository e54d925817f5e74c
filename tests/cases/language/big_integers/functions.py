"""Functions and methods of integers past 64 bits."""

import math


# factorial(0); factorial(1); factorial(20); factorial(21); factorial(100); factorial(-1)
def factorial(n: int):
    return math.factorial(n)


# factorial_digits(1000)
def factorial_digits(n: int):
    return len(str(math.factorial(n)))


# fibonacci(0); fibonacci(1); fibonacci(90); fibonacci(300)
def fibonacci(n: int):
    a, b = 0 * 2**64, 1
    for _ in range(n):
        a, b = b, a + b
    return a


# fnv(""); fnv("a"); fnv("hello world"); fnv("日本")
def fnv(text: str):
    value = 0xCBF29CE484222325
    for byte in text.encode("utf-8"):
        value ^= byte
        value = (value * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value


# generator(0, 3); generator(42, 10); generator(-1, 2)
def generator(seed: int, count: int):
    state = seed & 0xFFFFFFFFFFFFFFFF
    values = []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        values.append(state >> 33)
    return values


# greatest(0); greatest(12); greatest(-8)
def greatest(n: int):
    return [math.gcd(2**70 * 3, n), math.gcd(2**70, 2**66 * 9), math.lcm(2**70, 6)]


# roots(0); roots(1); roots(7)
def roots(n: int):
    return [math.isqrt(10**40 + n), math.isqrt(2**64 - n)]


# lengths(0); lengths(64); lengths(200)
def lengths(n: int):
    big = 2**n - 1
    return [big.bit_length(), big.bit_count(), (-big).bit_length()]


# to_bytes(0); to_bytes(64); to_bytes(80)
def to_bytes(n: int):
    return [(2**n).to_bytes(10, "big").hex(), (2**n).to_bytes(10, "little").hex()]


# rounded(0); rounded(-1); rounded(-20); rounded(-21); rounded(-30); rounded(5)
def rounded(n: int):
    return [round(2**70, n), round(-5 * 10**20, n), round(2**70)]


# collatz(27); collatz(1)
def collatz(n: int):
    value = n * 2**64 + 1
    steps = 0
    while value != 1 and steps < 1000:
        value = value // 2 if value % 2 == 0 else 3 * value + 1
        steps += 1
    return [steps, value]


# is_prime(1); is_prime(3); is_prime(60)
def is_prime(n: int):
    number = 2**n - 1
    if number < 2:
        return False
    for base in [2, 3, 5, 7]:
        if number % base == 0:
            return number == base
        if pow(base, number - 1, number) != 1:
            return False
    return True


def doubled(n):
    return n + n


# through(1); through(0)
def through(n: int):
    return [doubled(n), doubled(2**64)]


class Counter:
    def __init__(self, start):
        self.value = start

    def grow(self, by):
        self.value = self.value * by + 1
        return self.value


# counted(3); counted(-1)
def counted(n: int):
    counter = Counter(2**64)
    counter.grow(n)
    return [counter.grow(n), counter.value]
