"""any() and all()."""


def lists(values: list[int]):
    return [any(values), all(values)]


def texts(words: list[str]):
    return [any(words), all(words), any(w.isupper() for w in words), all(len(w) > 1 for w in words)]


def short(values: list[int]):
    seen = []

    for v in values:
        seen.append(v)
    return [any(v > 2 for v in seen), all(v < 2 for v in seen)]


def dynamic(values):
    return [any(values), all(values)]


# lists([]); lists([0]); lists([1, 0]); lists([1])
# texts([]); texts(["", "AB"]); texts(["a"])
# short([1, 3]); short([])
# dynamic([None, 0, "x"]); dynamic([]); dynamic({"": 1})
