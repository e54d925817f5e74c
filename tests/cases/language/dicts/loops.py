"""Walking over keys, values and items."""


def keys(d: dict[str, int]):
    return [[k for k in d], [k for k in d.keys()], list(d.keys()), sorted(d)]


def values(d: dict[str, int]):
    total = 0
    for v in d.values():
        total += v
    return [total, list(d.values()), max(d.values(), default=0)]


def items(d: dict[str, int]):
    found = []
    for k, v in d.items():
        found.append(f"{k}={v}")
    return found


def numbered(d: dict[str, int]):
    return [f"{i}{k}{v}" for i, (k, v) in enumerate(d.items())]


def first(d: dict[str, int]):
    for k, v in d.items():
        if v > 1:
            return k
    return None


def changed_values(d: dict[str, int]):
    for k in d:
        d[k] *= 2
    return d


def grown(d: dict[str, int]):
    for k in d:
        d[k + "x"] = 1
    return d


def removed(d: dict[str, int]):
    for k in list(d):
        if d[k] == 0:
            del d[k]
    return d


# keys({"b": 1, "a": 2}); keys({})
# values({"a": 1, "b": 2}); values({})
# items({"a": 1}); items({})
# numbered({"x": 1, "y": 2})
# first({"a": 1, "b": 2}); first({})
# changed_values({"a": 1, "b": 2}); changed_values({})
# grown({}); grown({"a": 1})
# removed({"a": 0, "b": 1}); removed({})
