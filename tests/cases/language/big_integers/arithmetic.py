"""Arithmetic with integers past 64 bits."""

HUGE = 2**64
MASK = 0xFFFFFFFFFFFFFFFF


# add(0); add(1); add(-1); add(9223372036854775807); add(-9223372036854775808)
def add(n: int):
    return n + 18446744073709551616


# subtract(0); subtract(1); subtract(-9223372036854775808); subtract(9223372036854775807)
def subtract(n: int):
    return [n - HUGE, HUGE - n, n - 9223372036854775808]


# multiply(0); multiply(1); multiply(-3); multiply(9223372036854775807); multiply(-9223372036854775808)
def multiply(n: int):
    return n * HUGE


# divide(1); divide(-1); divide(7); divide(-7); divide(0); divide(9223372036854775807); divide(-9223372036854775808)
def divide(n: int):
    return [HUGE // n, -HUGE // n, (HUGE + 1) // n, (-HUGE - 1) // n, HUGE % n, -HUGE % n, (HUGE - 1) % n]


# quotients(1); quotients(3); quotients(-3); quotients(0); quotients(9007199254740993)
def quotients(n: int):
    return [HUGE / n, n / HUGE, (HUGE + 1) / n, -HUGE / n]


# divided(7); divided(-7); divided(0)
def divided(n: int):
    quotient, rest = divmod(HUGE, n)
    return [quotient, rest]


# edges(0); edges(1); edges(-1)
def edges(n: int):
    low, high = -9223372036854775809 + n, 9223372036854775808 + n
    return [low, high, low // 2, high // 2, low % 10, high % 10, -low, -high, abs(low), +high, ~low, ~high, low < high, low == -high]


# bits(0); bits(5); bits(-5); bits(9223372036854775807); bits(-9223372036854775808)
def bits(n: int):
    return [n & MASK, n | MASK, n ^ MASK, (n & MASK) >> 1, (n << 64) & MASK, ~(n & MASK)]


# shifts(0); shifts(1); shifts(63); shifts(64); shifts(200); shifts(-1)
def shifts(n: int):
    return [HUGE << n, HUGE >> n, -HUGE >> n, (HUGE + 1) >> n]


# powers(0); powers(1); powers(63); powers(64); powers(300)
def powers(n: int):
    return [2**n, 10**n, (-3) ** n, 2**n % 1000007, pow(7, n)]


# modular(0); modular(1); modular(10); modular(-1); modular(9223372036854775807)
def modular(n: int):
    return [pow(3, n, 2**89 - 1), pow(2**70, 5, 10**9 + 7)]


# compare(0); compare(1); compare(-1); compare(9223372036854775807)
def compare(n: int):
    big = HUGE + n
    return [big > n, big < n, big == HUGE, big != HUGE, big >= HUGE, n <= big, big > 1.5, 1.5 > big, big == 18446744073709551616.0, -big < 0.0, bool(big - HUGE)]


# mixed(0.5); mixed(-1.0); mixed(0.0)
def mixed(x: float):
    big = HUGE * 3
    return [big + x, x - big, big * x, x / big, float(big), round(big / 7, 3)]


# too_large(1); too_large(0)
def too_large(n: int):
    return 10**400 * n + 0.5


# too_large_ratio(1); too_large_ratio(0)
def too_large_ratio(n: int):
    return 10**400 / n


# in_place(0); in_place(1); in_place(64)
def in_place(n: int):
    value = HUGE
    value += n
    value *= 3
    value -= 1
    value //= 7
    value %= 10**12
    value <<= 70
    value >>= 3
    value |= 1
    value &= ~2
    value ^= MASK
    value **= 2
    return value


# truth(0); truth(1)
def truth(n: int):
    big = HUGE * n
    if big:
        return "yes"
    return "no" if not big else "never"


# extremes(0); extremes(-1)
def extremes(n: int):
    values = [HUGE, n, -HUGE, HUGE + 1]
    return [min(values), max(values), sorted(values), sum(values), min(HUGE, n), max(-HUGE, n), sum(value * 2 for value in values)]
