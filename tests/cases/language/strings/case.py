"""The case of text, Unicode included."""


def cases(text: str):
    return [text.lower(), text.upper(), text.title(), text.capitalize(), text.swapcase(), text.casefold()]


def same(a: str, b: str):
    return [a.lower() == b.lower(), a.casefold() == b.casefold()]


# cases("hello world"); cases("HELLO"); cases("they're here"); cases("straße"); cases("ŉ ﬁx"); cases("ΑΣ"); cases(""); cases("İi"); cases("ǆ ǅ"); cases("x2y 3z"); cases("о'нил")
# same("Straße", "STRASSE"); same("ABC", "abc"); same("ΣΑΣ", "σας"); same("", "")
