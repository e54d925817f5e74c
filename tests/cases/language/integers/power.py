"""`**` with integers: a float for a negative exponent, of any size otherwise."""


def power(a: int, b: int):
    return a**b


def square(a: int):
    return a**2


def modular(a: int, b: int, m: int):
    return pow(a, b, m)


# power(2, 10); power(-3, 3); power(0, 0); power(2, 62); power(2, 63); power(2, 64); power(2, -1); power(0, -1); power(-2, 63); power(10, 18); power(7, 30)
# square(0); square(-12); square(3037000499); square(3037000500); square(1000000000000)
# modular(2, 10, 1000); modular(3, 0, 7); modular(-3, 3, 7); modular(2, 100, 1000000007); modular(2, 3, 0); modular(3, -1, 7); modular(2, -1, 4); modular(5, 3, -7); modular(3, 2, 1)
