"""join, repetition, concatenation, padding."""


def joined(sep: str, parts: list[str]):
    return sep.join(parts)


def numbers(values: list[int]):
    return ",".join(str(v) for v in values) + ";" + "".join(map(str, values))


def repeated(text: str, n: int):
    return [text * n, n * text]


def padded(text: str, width: int):
    return [text.center(width), text.ljust(width), text.rjust(width), text.zfill(width), text.center(width, "*")]


def letters(word: str):
    return "-".join(word)


# joined(", ", ["a", "b", "c"]); joined("", []); joined("x", ["a"]); joined("", ["a", "", "b"])
# numbers([1, -2, 3]); numbers([])
# repeated("ab", 3); repeated("ab", 0); repeated("ab", -1); repeated("", 5)
# padded("abc", 7); padded("abc", 8); padded("abc", 2); padded("-5", 5); padded("+5", 4); padded("", 3); padded("日本", 5); padded("ab", 5)
# letters("abc"); letters(""); letters("日本")


def too_long(n: int):
    return [("ab" * n)[:3], len([1, 2] * n), len(b"ab" * n), len(n * b""), "x".rjust(n)[:2], "x".zfill(n)[:2], "\t".expandtabs(n)[:2], f"{5:>{n}}"[:2]]


# too_long(3); too_long(0); too_long(1000000000000000000); too_long(9223372036854775807)
