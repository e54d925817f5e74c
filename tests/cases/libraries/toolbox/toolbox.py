"""Small functions of every kind of signature."""

from __future__ import annotations

import hashlib

VOWELS = "aeiou"
ONE_THIRD = 1.0 / 3.0


class EmptyError(ValueError):
    """There is nothing to work on."""


def gcd(a: int, b: int) -> int:
    """The greatest common divisor."""
    while b:
        a, b = b, a % b
    return a


def factorial(n: int) -> int:
    """Grows past 64 bits."""
    if n < 0:
        raise ValueError("factorial of a negative number")
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result


def area(radius: float) -> float:
    """An integer radius gives an integer area."""
    return radius * radius * 3


def third(value: float) -> float:
    return value * ONE_THIRD


def mean(values: list[float]) -> float:
    if not values:
        raise EmptyError("no values")
    return sum(values) / len(values)


def clamp(value, low=0, high=100):
    """Whatever can be compared."""
    if value < low:
        return low
    if value > high:
        return high
    return value


def vowels(text: str, *, upper: bool = False) -> int:
    letters = VOWELS.upper() if upper else VOWELS
    return sum(1 for letter in text if letter in letters)


def words(text: str, longest: int | None = None) -> list[str]:
    found = [word.lower() for word in text.split()]
    if longest is None:
        return found
    return [word for word in found if len(word) <= longest]


def spans(text: str) -> list[tuple[int, str]]:
    """Where each word starts."""
    found = []
    start = 0
    for word in text.split():
        start = text.index(word, start)
        found.append((start, word))
        start += len(word)
    return found


def bounds(values: list[int]) -> tuple[int, int]:
    if not values:
        raise EmptyError()
    return min(values), max(values)


def tally(names: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def by_length(names: list[str]) -> dict[int, str]:
    return {len(name): name for name in names}


def letters(text: str) -> set[str]:
    return set(text)


def digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def push(items: list[int], item: int) -> None:
    """Changes its argument."""
    items.append(item)
    items.sort()


def move(source, target, key):
    """Takes an item from one dict to another, whatever it is."""
    target[key] = source.pop(key)
    return len(target)


def lookup(table: dict[str, int], key: str) -> int:
    return table[key]


def first(items, /, default=None):
    return items[0] if items else default


def apply(values: list[int], key=None):
    """A function cannot be carried: only None can."""
    if key is None:
        return values
    return [key(value) for value in values]


def scaled(values: list[int], by: int) -> list[int]:
    """What is written inside a function is not offered."""

    def times(value):
        return value * by

    return [times(value) for value in values]


def join(*parts, sep="-"):
    """Any number of arguments: Python's own reflection carries them."""
    return sep.join(parts)


def countdown(n):
    """A generator cannot be carried at all."""
    while n:
        yield n
        n -= 1


def _hidden():
    return 1
