"""find, index, rfind, rindex, count, replace."""


def places(text: str, part: str):
    return [text.find(part), text.rfind(part), text.count(part)]


def from_to(text: str, part: str, i: int, j: int):
    return [text.find(part, i), text.find(part, i, j), text.count(part, i, j)]


def index(text: str, part: str):
    return [text.index(part), text.rindex(part)]


def replaced(text: str, old: str, new: str):
    return [text.replace(old, new), text.replace(old, new, 1)]


# places("banana", "an"); places("banana", ""); places("", "a"); places("", ""); places("日本日", "日"); places("aaa", "aa")
# from_to("banana", "an", 2, 4); from_to("banana", "a", -3, -1); from_to("abc", "", 3, 3); from_to("abc", "", 4, 9); from_to("日本語", "語", 1, 3)
# index("banana", "n"); index("banana", "x"); index("", ""); index("a日b日", "日")
# replaced("banana", "a", "o"); replaced("banana", "", "-"); replaced("", "", "x"); replaced("aaa", "aa", "b"); replaced("abc", "x", "y")
