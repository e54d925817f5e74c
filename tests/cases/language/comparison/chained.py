"""Chained comparisons evaluate each operand once."""


def between(a: int, b: int, c: int):
    return [a < b < c, a <= b <= c, a < b > c, a == b == c, a != b != c]


def once(n: int):
    seen = []

    def note(x):
        seen.append(x)
        return x

    result = note(1) < note(n) < note(3)
    return [result, seen]


def in_chain(text: str):
    return "a" <= text <= "m"


def mixed(a: int, values: list[int]):
    return 0 < a in values


# between(1, 2, 3); between(2, 2, 2); between(3, 2, 1); between(1, 3, 2)
# once(2); once(0); once(5)
# in_chain("c"); in_chain("z"); in_chain("")
# mixed(1, [1]); mixed(1, []); mixed(-1, [-1])
