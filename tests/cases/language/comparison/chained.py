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


def four(a: int, b: int, c: int, d: int):
    seen = []

    def note(x):
        seen.append(x)
        return x

    result = note(a) <= note(b) < note(c) != note(d)
    return [result, seen, a < b + 1 < c * 2 < d - 1 < 9223372036854775807]


def parsed(first: str, second: str, third: str):
    if 0 < int(first) <= int(second) < int(third):
        return "rising"
    return "not rising" if not int(first) < int(second) < int(third) else "rising"


def looked_up(table: dict[str, int], n: int):
    return [0 <= table["low"] <= n <= table["high"] < 100, len(table) > table.get("low", 0) > -1]


def mixed_operators(word: str, values: list[int]):
    return ["a" in word.lower() in ["abc", "xa"], len(values) == len(word) in values, None is not word.strip() != "b"]


def floats(a: float, b: float):
    return [0.0 <= a * 2 < b * 2 <= 10.0, a <= a + 0 <= a]


def in_loop(values: list[int], low: int, high: int):
    kept = [v for v in values if low <= v * 2 < high + 1 <= 50]
    n = 0
    while low <= n * n < high * 2 < 1000:
        n += 1
    return [kept, n]


def in_chain(text: str):
    return "a" <= text <= "m"


def mixed(a: int, values: list[int]):
    return 0 < a in values


# between(1, 2, 3); between(2, 2, 2); between(3, 2, 1); between(1, 3, 2)
# once(2); once(0); once(5)
# four(1, 2, 3, 4); four(2, 1, 3, 4); four(1, 5, 3, 4); four(1, 2, 3, 3); four(0, 0, 1, 9223372036854775807); four(1, 9223372036854775807, 3, 4)
# parsed("1", "2", "3"); parsed("0", "x", "y"); parsed("x", "1", "2"); parsed("1", "x", "2"); parsed("2", "1", "x"); parsed("3", "2", "1"); parsed("1", "2", "z"); parsed("-2", "-1", "0")
# looked_up({"low": 1, "high": 9}, 5); looked_up({}, 5); looked_up({"low": -1}, 5); looked_up({"low": 1}, 5); looked_up({"low": 1}, 0); looked_up({"low": 1, "high": 100}, 5)
# mixed_operators("ABC", [3]); mixed_operators("", []); mixed_operators("b", [1]); mixed_operators(" b", [2, 1])
# floats(1.0, 2.0); floats(-1.0, 2.0); floats(6.0, 5.0)
# in_loop([1, 2, 3, 40], 2, 7); in_loop([], 0, 0); in_loop([0, -1], -5, 49)
# in_chain("c"); in_chain("z"); in_chain("")
# mixed(1, [1]); mixed(1, []); mixed(-1, [-1])
