"""The format mini-language for text."""


def widths(s: str):
    return [f"{s:5}|", f"{s:<5}|", f"{s:>5}|", f"{s:^5}|", f"{s:*^7}", f"{s:.2}", f"{s:5.1}|", f"{s:s}"]


def wide(s: str):
    return [f"{s:é>5}", f"{s!r:>8}", f"{s:05}"]


def bad(s: str):
    return f"{s:d}"


def none(s: str):
    return f"{None}" + s


# widths("ab"); widths(""); widths("abcdefgh"); widths("日本")
# wide("a"); wide("it's")
# bad("x")
# none("x")
