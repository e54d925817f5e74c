"""The isX methods."""


def letters(text: str):
    return [text.isalpha(), text.isalnum(), text.isascii(), text.isidentifier(), text.isprintable()]


def numbers(text: str):
    return [text.isdigit(), text.isdecimal(), text.isnumeric()]


def shapes(text: str):
    return [text.islower(), text.isupper(), text.istitle(), text.isspace()]


# letters("abc"); letters("ab1"); letters(""); letters("é"); letters("日本"); letters("a b"); letters("_x"); letters("1x"); letters("\n"); letters("\u00a0"); letters("class")
# numbers("12"); numbers(""); numbers("½"); numbers("²"); numbers("٣"); numbers("-1"); numbers("一"); numbers("1.5")
# shapes("abc"); shapes("ABC"); shapes("Abc Def"); shapes(""); shapes(" \t"); shapes("aB"); shapes("1a"); shapes("\x1c"); shapes("ǅ"); shapes("123")
