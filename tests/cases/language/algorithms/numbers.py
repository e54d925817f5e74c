"""Primes, divisors, digits and bases."""


def primes(n: int):
    sieve = [True] * (n + 1)
    found = []
    for i in range(2, n + 1):
        if sieve[i]:
            found.append(i)
            for j in range(i * i, n + 1, i):
                sieve[j] = False
    return found


def factors(n: int):
    result = []
    divisor = 2
    while divisor * divisor <= n:
        while n % divisor == 0:
            result.append(divisor)
            n //= divisor
        divisor += 1
    if n > 1:
        result.append(n)
    return result


def digits(n: int):
    return [sum(int(d) for d in str(abs(n))), str(n)[::-1], len(str(n))]


def in_base(n: int, base: int):
    if n == 0:
        return "0"
    text = ""
    while n > 0:
        text = "0123456789abcdef"[n % base] + text
        n //= base
    return text


def gcd(a: int, b: int):
    while b:
        a, b = b, a % b
    return abs(a)


def power(base: int, exponent: int, modulus: int):
    result = 1
    base %= modulus
    while exponent > 0:
        if exponent & 1:
            result = result * base % modulus
        exponent >>= 1
        base = base * base % modulus
    return [result, pow(base, 2, modulus)]


# primes(30); primes(1); primes(2); primes(0)
# factors(360); factors(97); factors(1); factors(0); factors(2147483647)
# digits(1234); digits(-90); digits(0)
# in_base(255, 16); in_base(255, 2); in_base(0, 7); in_base(10, 17)
# gcd(12, 18); gcd(-12, 18); gcd(0, 0); gcd(4611686018427387904, 2305843009213693952)
# power(2, 10, 1000); power(3, 0, 7); power(5, 100, 1000000007); power(2, 3, 0); power(-3, 3, 5)
