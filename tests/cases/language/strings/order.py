"""Comparing text is comparing code points."""


def compare(a: str, b: str):
    return [a < b, a <= b, a == b, a > b, a != b]


def ordered(words: list[str]):
    return sorted(words)


def longest(words: list[str]):
    return max(words, key=len)


def extremes(text: str):
    return [min(text), max(text)]


# compare("a", "b"); compare("a", "a"); compare("", "a"); compare("Z", "a"); compare("é", "z"); compare("\uffff", "😀"); compare("ab", "abc")
# ordered(["b", "a", "C", "é", "z", ""]); ordered([]); ordered(["😀", "\uffff", "a"])
# longest(["a", "bbb", "cc", "ddd"]); longest([]); longest(["日本", "abc"])
# extremes("hello"); extremes(""); extremes("日a")
