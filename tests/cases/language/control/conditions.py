"""if, elif, else, conditional expressions and their order of evaluation."""


def grade(points: int):
    if points >= 90:
        return "A"
    elif points >= 80:
        return "B"
    elif points >= 70:
        return "C"
    return "F"


def sign(n: float):
    return "negative" if n < 0 else "zero" if n == 0 else "positive"


def between(a: int, b: int, c: int):
    if a < b < c or c < b < a:
        return "between"
    if not (a == b == c) and a != c:
        return "outside"
    return "equal"


def default(text: str):
    name = text.strip() or "anonymous"
    size = len(text) and len(text) * 2
    return [name, size]


def chosen(flag: bool, a: int, b: int):
    result = (a if flag else b) + (1 if a > b else -1)
    return result if result else None


# grade(95); grade(90); grade(89); grade(70); grade(-1)
# sign(-0.0); sign(1e-300); sign(-2.5); sign(1e999)
# between(1, 2, 3); between(3, 2, 1); between(1, 1, 1); between(1, 5, 2)
# default(""); default("  "); default(" ab ")
# chosen(True, 1, 2); chosen(False, 1, 1); chosen(True, 5, 2); chosen(True, 9223372036854775807, 0)
