"""re: match, search, findall, sub, split, groups and flags."""

import re

EMAIL = re.compile(r"^[\w.+-]+@[\w-]+\.[\w.]+$")
WORD = re.compile(r"(?P<first>\w)(?P<rest>\w*)")


def is_email(text: str):
    return bool(EMAIL.match(text))


def numbers(text: str):
    return [int(one) for one in re.findall(r"-?\d+", text)]


def date(text: str):
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})$", text)
    if not match:
        return None
    year, month, day = match.groups()
    return {"year": int(year), "month": int(month), "day": int(day)}


def named(text: str):
    found = WORD.search(text)
    if found is None:
        return "nothing"
    return [found.group("first"), found.group("rest"), found.start(), found.end(), found.group(0)]


def cleaned(text: str):
    return re.sub(r"\s+", " ", text).strip()


def slug(text: str):
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def swapped(text: str):
    return re.sub(r"(\w+)=(\w+)", r"\2=\1", text)


def parts(text: str):
    return re.split(r"[,;]\s*", text)


def whole(text: str):
    return re.fullmatch(r"[A-Z]{2}\d+", text) is not None


def loosely(text: str):
    return re.search(r"hello", text, re.IGNORECASE) is not None


def pairs(text: str):
    return re.findall(r"(\w+)=(\d+)", text)


# is_email("a@b.c"); is_email("a@b"); is_email(""); is_email("é.x@b-c.de"); is_email("a@b.c\n")
# numbers("a1b-22c333"); numbers(""); numbers("٣ 5"); numbers("--1")
# date("2024-02-30"); date("2024-2-3"); date(""); date("2024-02-30x")
# named("  hi there"); named("..."); named("é")
# cleaned("  a \n\t b\u00a0c "); cleaned("")
# slug("Hello, Wörld! 2024"); slug("--"); slug("")
# swapped("a=1, b=2"); swapped("none")
# parts("a, b;c,,d"); parts(""); parts("a")
# whole("AB12"); whole("AB"); whole("xAB12"); whole("AB12\n")
# loosely("say HELLO"); loosely("help")
# pairs("a=1 b=x c=22"); pairs("")
