"""Float arithmetic, with the texts of the results."""


def operators(a: float, b: float):
    return [a + b, a - b, a * b]


def divide(a: float, b: float):
    return a / b


def floor(a: float, b: float):
    return [a // b, a % b]


def power(a: float, b: float):
    return a**b


# operators(0.1, 0.2); operators(1e308, 1e308); operators(-0.0, 0.0); operators(1.5, -2.5); operators(1e16, 1.0)
# divide(1.0, 3.0); divide(1.0, 0.0); divide(-1.0, 0.0); divide(0.0, -5.0); divide(1e308, 1e-308)
# floor(7.5, 2.0); floor(-7.5, 2.0); floor(7.5, -2.0); floor(1.0, 0.1); floor(-0.0, 1.0); floor(1.0, 0.0); floor(5.0, 1e308); floor(-5.0, 1e308)
# power(2.0, 0.5); power(-8.0, 2.0); power(0.0, 0.0); power(0.0, -1.0); power(10.0, 308.0); power(10.0, 400.0); power(2.5, -1.0)
