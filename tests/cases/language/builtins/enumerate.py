"""enumerate()."""


def numbered(words: list[str]):
    return [f"{i}:{w}" for i, w in enumerate(words)]


def from_one(words: list[str]):
    return {w: i for i, w in enumerate(words, 1)}


def started(words: list[str]):
    found = []
    for i, w in enumerate(words, start=10):
        found.append(i)
    return found


def pairs(words: list[str]):
    return [list(p) for p in enumerate(words)]


def listed(words: list[str]):
    return [i + len(w) for i, w in list(enumerate(words))]


# numbered(["a", "b"]); numbered([])
# from_one(["x", "y", "x"]); from_one([])
# started(["a", "b"]); started([])
# pairs(["a"]); pairs([])
# listed(["ab", "c"])
