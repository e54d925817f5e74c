"""repr, ascii, chr, ord and literals."""


def shown(text: str):
    return [repr(text), ascii(text), f"{text!r}"]


def code(text: str):
    return ord(text)


def character(n: int):
    return chr(n)


def literals():
    return ["a\tb", r"a\tb", "\x41\u00e9\U0001f600", "it's", 'say "hi"', "a" "b", """two
lines""", "\N{BULLET}", "\101"]


# shown("abc"); shown("it's"); shown("say \"hi\""); shown("'\""); shown("a\nb\t\\"); shown("é\x00\x7f\u200b"); shown("😀"); shown("\u00ad\u3000")
# code("a"); code("é"); code("😀"); code(""); code("ab")
# character(65); character(128512); character(0); character(-1); character(1114112); character(1114111); character(-2147483648); character(-2147483649); character(2147483648); character(-9223372036854775808); character(9223372036854775807)
# literals()
