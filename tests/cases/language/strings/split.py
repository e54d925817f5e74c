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
