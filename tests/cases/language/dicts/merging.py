"""Merging, inverting, filtering and nesting dicts."""


def merged(a: dict[str, int], b: dict[str, int]):
    result = dict(a)
    result.update(b)
    return result


def inverted(d: dict[str, str]):
    return {value: key for key, value in d.items()}


def counted(words: list[str]):
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def nested(paths: list[str]):
    tree = {}
    for path in paths:
        node = tree
        for part in path.split("/"):
            node = node.setdefault(part, {})
    return tree


def top(d: dict[str, int], n: int):
    return sorted(d.items(), key=lambda item: (-item[1], item[0]))[:n]


def diff(old, new):
    added = [key for key in new if key not in old]
    removed = [key for key in old if key not in new]
    changed = [key for key in old if key in new and old[key] != new[key]]
    return {"added": added, "removed": removed, "changed": changed}


# merged({"a": 1, "b": 2}, {"b": 3, "c": 4}); merged({}, {})
# inverted({"a": "x", "b": "y", "c": "x"}); inverted({})
# counted(["a", "b", "a"]); counted([])
# nested(["a/b", "a/c/d", "e"]); nested([]); nested([""])
# top({"a": 1, "b": 3, "c": 3}, 2); top({}, 5); top({"a": 1}, 0); top({"a": 1, "b": 2}, -1)
# diff({"a": 1, "b": 2}, {"b": 2.0, "c": 3}); diff({}, {}); diff({"a": [1]}, {"a": [1, 2]})
