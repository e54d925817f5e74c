"""Items read, set and deleted; order of insertion."""


def written(d: dict[str, int], k: str, v: int):
    d[k] = v
    return [d, list(d)]


def counted(words: list[str]):
    counts = {}
    for w in words:
        counts[w] = counts.get(w, 0) + 1
    return counts


def counted_in_place(words: list[str]):
    counts = {}
    for w in words:
        if w not in counts:
            counts[w] = 0
        counts[w] += 1
    return counts


def deleted(d: dict[str, int], k: str):
    del d[k]
    return d


def moved_to_end(d: dict[str, int], k: str):
    v = d.pop(k)
    d[k] = v
    return list(d)


def grouped(words: list[str]):
    groups = {}
    for w in words:
        groups.setdefault(w[:1], []).append(w)
    return groups


def nested(d: dict[str, dict[str, int]], a: str, b: str):
    d[a][b] += 1
    return d


def number_keys(values: list[int]):
    d = {}
    for i, v in enumerate(values):
        d[v] = i
    return d


# written({"a": 1}, "b", 2); written({"a": 1}, "a", 3)
# counted(["a", "b", "a"]); counted([])
# counted_in_place(["x", "x"]); counted_in_place([])
# deleted({"a": 1, "b": 2}, "a"); deleted({}, "a")
# moved_to_end({"a": 1, "b": 2}, "a"); moved_to_end({}, "a")
# grouped(["ab", "b", "ac", ""]); grouped([])
# nested({"a": {"b": 1}}, "a", "b"); nested({"a": {}}, "a", "b"); nested({}, "a", "b")
# number_keys([5, 6, 5]); number_keys([])
