"""`<` and its kin of lists, tuples and sets."""


def lists(a: list[int], b: list[int]):
    return [a < b, a <= b, a > b, a >= b]


def literals(a: list[int], text: str):
    return [a < [1, 2], [] <= a, a > [], [int(part) for part in text.split(".") if part] >= [3, 10], [text] < ["b", "a"]]


def texts(a: list[str], b: list[str]):
    return [a < b, a <= b, a > b, a >= b, sorted([a, b]), max(a, b), min(a, b)]


def floats(a: list[float], b: list[float]):
    return [[x * 2 for x in a] < b, a <= [1.0, 2.0], [0.5, -0.0] >= a]


def nested(a: list[list[int]], b: list[list[int]]):
    return [a < b, a >= b]


def tuples(a: int, b: str, c: float):
    return [(a, b) < (a + 1, b), (a, b) <= (a, "m"), (c, a) > (1.5, 0), (c, a) >= (a, c), (b, (a, b)) < (b, (a * 2, b))]


def kept_tuples(a: int, b: int):
    first = (a, b)
    second = (b, a)
    pairs = [(a, b), (b, a)]
    return [first < second, first <= second, pairs[0] > pairs[1], pairs[0] >= second, first < (2**40, 0)]


def sets(a: list[int], b: list[int]):
    one, other = set(a), set(b)
    return [one <= other, one < other, one >= other, one > other, {1} <= one, one < {1, 2, 3}, set() <= one, one > set()]


def text_sets(text: str, other: str):
    return [set(text) <= set(other), set(text) < set(other), set(text) > {"a"}]


def computed(n: int):
    seen = []

    def some(x):
        seen.append(x)
        return [x, n]

    def several(x):
        seen.append(-x)
        return {x, n}

    return [some(1) < some(2), some(n) >= some(3), several(1) < several(2), several(n) <= several(1), several(1) > several(n), seen]


def failing(a: list[int], text: str):
    return a < [int(text)]


# lists([1, 2], [1, 3]); lists([], []); lists([1], [1, 0]); lists([2], [1, 9]); lists([9223372036854775807], [-9223372036854775808]); lists([], [0])
# literals([1, 2], "3.9"); literals([], "3.10.1"); literals([1], ""); literals([2], "4"); literals([1, 3], "b")
# texts(["a"], ["B"]); texts(["é"], ["z"]); texts([], [""]); texts(["a", "b"], ["a"]); texts(["日本"], ["日"])
# floats([1.0], [2.0]); floats([], []); floats([0.0, 5.0], [0.0]); floats([0.5, 0.0], [1.0, 0.0])
# nested([[1], [2]], [[1], [3]]); nested([[]], []); nested([], []); nested([[1, 2]], [[1]])
# tuples(1, "a", 1.5); tuples(0, "z", 0.0); tuples(-1, "", -2.5); tuples(2, "m", 2.0)
# kept_tuples(1, 2); kept_tuples(2, 2); kept_tuples(3, -1)
# sets([1], [1, 2]); sets([], []); sets([1, 2, 3], [3, 2, 1]); sets([4], [5]); sets([1, 2], [])
# text_sets("ab", "abc"); text_sets("", ""); text_sets("ba", "ab"); text_sets("日", "a")
# computed(1); computed(2); computed(0)
# failing([1], "2"); failing([], "x")
