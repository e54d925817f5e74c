"""Functions that return from several places, from loops and from nothing."""


def validated(name: str, age: int):
    if not name:
        return [False, "name is empty"]
    if age < 0:
        return [False, "age is negative"]
    for c in name:
        if c.isdigit():
            return [False, f"digit {c!r} in name"]
    return [True, None]


def last_even(values: list[int]):
    for value in reversed(values):
        if value % 2 == 0:
            return value


def nothing(flag: bool):
    if flag:
        return
    return 1


def pair(n: int):
    if n > 0:
        return n, "positive"
    return 0, "other"


def unpacked(n: int):
    value, text = pair(n)
    return f"{text}: {value}"


# validated("", 3); validated("Ann", -1); validated("R2", 3); validated("Ann", 3)
# last_even([1, 2, 3]); last_even([1]); last_even([]); last_even([-2, 0, 5])
# nothing(True); nothing(False)
# pair(3); pair(-3)
# unpacked(3); unpacked(0)
