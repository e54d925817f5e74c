"""reversed()."""


def listed(values: list[int]):
    return [list(reversed(values)), values]


def in_loop(values: list[int]):
    found = []
    for v in reversed(values):
        found.append(v * 2)
    return found


def text(word: str):
    return "".join(reversed(word))


def numbered(values: list[int]):
    return [i * v for i, v in enumerate(reversed(values))]


def keys(d: dict[str, int]):
    return list(reversed(d))


# listed([1, 2]); listed([])
# in_loop([1, 2, 3]); in_loop([])
# text("abc"); text("")
# numbered([5, 6])
# keys({"a": 1, "b": 2}); keys({})
