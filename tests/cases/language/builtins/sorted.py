"""sorted(): stable, key, reverse."""


def plain(values: list[int]):
    return [sorted(values), sorted(values, reverse=True), values]


def stable(words: list[str]):
    return [sorted(words, key=len), sorted(words, key=len, reverse=True)]


def by_two(words: list[str]):
    return sorted(words, key=lambda w: (-len(w), w))


def ignoring_case(words: list[str]):
    return sorted(words, key=str.lower)


def by_field(rows: list[dict[str, int]]):
    return sorted(rows, key=lambda r: r["n"])


def of_dict(d: dict[str, int]):
    return [sorted(d), sorted(d, key=d.get), [k for k, v in sorted(d.items(), key=lambda kv: (-kv[1], kv[0]))]]


def letters(text: str):
    return "".join(sorted(text))


def floats(values: list[float]):
    return sorted(values)


def dynamic(values):
    return sorted(values)


def of_set(values: list[int]):
    return sorted(set(values))


# plain([3, 1, 2]); plain([])
# stable(["bb", "a", "cc", "d"]); stable([])
# by_two(["a", "ccc", "bb", "aaa"])
# ignoring_case(["b", "A", "a", "B"])
# by_field([{"n": 2}, {"n": 1}]); by_field([]); by_field([{"m": 1}])
# of_dict({"b": 1, "a": 2, "c": 1}); of_dict({})
# letters("hello"); letters("")
# floats([0.5, -1.0, 0.0]); floats([])
# dynamic([3, 1.5, 2]); dynamic(["b", "a"]); dynamic([1, "a"]); dynamic("ba"); dynamic({"z": 1, "a": 2}); dynamic(None); dynamic([])
# of_set([3, 1, 3])
