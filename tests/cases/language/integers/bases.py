"""Integers from and to other bases."""


def written(n: int):
    return [bin(n), oct(n), hex(n)]


def parsed(text: str, base: int):
    return int(text, base)


def decimal(text: str):
    return int(text)


# written(0); written(10); written(-10); written(255); written(9223372036854775807); written(-9223372036854775808)
# parsed("ff", 16); parsed("0xFF", 16); parsed("0b101", 2); parsed("z", 36); parsed("0o17", 0); parsed("12", 0); parsed("010", 0); parsed("2", 2); parsed("", 10); parsed(" -7 ", 10); parsed("1", 1); parsed("1_0", 10)
# decimal("12"); decimal(" 12\n"); decimal("-0"); decimal("+7"); decimal("1_000"); decimal("1__0"); decimal("_1"); decimal("1.5"); decimal(""); decimal("x"); decimal("٣"); decimal("9223372036854775808"); decimal("-9223372036854775809"); decimal("--1"); decimal("0x1")
