"""re.escape, and patterns that are put together with it."""

import re


def escaped(text: str):
    return re.escape(text)


def without(prefix: str, text: str):
    return re.sub("^" + re.escape(prefix), "", text)


def positions(word: str, text: str):
    return re.split(rf"{re.escape(word)}[,;]", text)


def found(word: str, text: str):
    match = re.search(r"<" + re.escape(word) + r">(\w+)", text)
    return match.group(1) if match else None


# escaped(""); escaped("a.b*c"); escaped("\n\t é-#&~ "); escaped("[](){}?+|^$\\\\_/'\"")
# without("a.b", "a.bc"); without("a.b", "axbc"); without("\n", "\nx"); without("é", "éé"); without("$", "$$")
# positions("x", "ax,bx;c"); positions(".", "a.,b,c"); positions("\\", "a\\,b")
# found("b", "<b>text"); found("b", "<i>text"); found("a|b", "<a|b>é"); found("]", "<]>")
