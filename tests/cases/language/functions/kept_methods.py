"""Methods that are kept under a name and called."""

import re

find = re.compile(r"[^\w@%+=:,./-]", re.ASCII).search


def quoted(text: str):
    if not text:
        return "''"
    if find(text) is None:
        return text
    return "'" + text.replace("'", "'\"'\"'") + "'"


def doubled(numbers: list[int]):
    out = []
    add = out.append
    for number in numbers:
        add(number * 2)
    return out


def distinct(words: list[str]):
    seen = set()
    see = seen.add
    for word in words:
        see(word)
    return sorted(seen)


def rebound(numbers: list[int]):
    out = []
    add = out.append
    out = [0]
    for number in numbers:
        add(number)
    return out


# quoted(""); quoted("a b"); quoted("it's"); quoted("é"); quoted("a/b.c")
# doubled([]); doubled([1, -2, 2**62])
# distinct([]); distinct(["b", "a", "b", ""])
# rebound([]); rebound([1, 2])
