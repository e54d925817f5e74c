"""Indexes and slices of text, by code point."""


def item(text: str, i: int):
    return text[i]


def part(text: str, i: int, j: int):
    return [text[i:j], text[i:], text[:j], text[:]]


def stepped(text: str, step: int):
    return text[::step]


def three(text: str, i: int, j: int, k: int):
    return text[i:j:k]


# item("abc", 0); item("abc", -1); item("aé日", 2); item("abc", 3); item("abc", -4); item("", 0); item("a😀b", 1)
# part("hello", 1, 3); part("hello", -3, -1); part("hello", 4, 2); part("hello", -99, 99); part("", 0, 1); part("日本語", 1, 2)
# stepped("hello", 1); stepped("hello", 2); stepped("hello", -1); stepped("hello", -2); stepped("hello", 0); stepped("", -1); stepped("日本語", -1)
# three("abcdefgh", 1, 7, 2); three("abcdefgh", 7, 1, -2); three("abcdefgh", -1, -99, -3); three("abcdefgh", 5, 5, 1); three("abc", 0, 3, 9223372036854775807)
