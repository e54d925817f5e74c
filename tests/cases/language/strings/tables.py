"""translate, maketrans, expandtabs, encode."""


def rot13(text: str):
    table = str.maketrans("abcdefghijklmnopqrstuvwxyz", "nopqrstuvwxyzabcdefghijklm")
    return text.translate(table)


def without(text: str):
    return text.translate(str.maketrans("", "", "aeiou"))


def tabs(text: str):
    return [text.expandtabs(), text.expandtabs(4)]


def size(text: str):
    return [len(text), len(text.encode()), len(text.encode("utf-8"))]


def in_ascii(text: str):
    return text.encode("ascii").decode()


# rot13("hello"); rot13(""); rot13("Hello, wörld")
# without("education"); without("xyz"); without("")
# tabs("a\tb"); tabs("\t"); tabs("abc\tde\nf\tg")
# size("abc"); size("é"); size("日本"); size("😀"); size("")
# in_ascii("abc"); in_ascii("aé"); in_ascii("日本x")
