"""split, rsplit, splitlines, partition."""


def whitespace(text: str):
    return text.split()


def by(text: str, sep: str):
    return text.split(sep)


def limited(text: str, sep: str, n: int):
    return [text.split(sep, n), text.rsplit(sep, n)]


def lines(text: str):
    return [text.splitlines(), text.splitlines(True)]


def parts(text: str, sep: str):
    return [list(text.partition(sep)), list(text.rpartition(sep))]


# whitespace("a b  c"); whitespace(""); whitespace("  "); whitespace("a\tb\nc\x1cd"); whitespace("\u00a0a\u2003b\u3000")
# by("a,b,,c", ","); by("", ","); by("abc", ""); by("aXXbXXc", "XX"); by("abc", "abc"); by(",", ",")
# limited("a,b,c,d", ",", 1); limited("a,b,c,d", ",", 0); limited("a,b,c,d", ",", -1); limited("a,b", ",", 5); limited("", ",", 1)
# lines("a\nb\r\nc"); lines(""); lines("a\n"); lines("\n\n"); lines("a\x0bb\x0cc\x1dd\x85e\u2028f\rg")
# parts("a=b=c", "="); parts("abc", "="); parts("", "="); parts("abc", ""); parts("a==b", "==")


# any_space("  a b  c ", 1); any_space("", 0); any_space("\t\n x", 5); any_space("a b c", -1); any_space("a\u00a0b\u2003c d", 2); any_space("a b", 0)
def any_space(text: str, most: int):
    head = text.split(None, 1)
    return [head, text.split(None, most), text.rsplit(None, most), text.split(maxsplit=most), text.rsplit(sep=None, maxsplit=1), text.split(None), text.split()]
