"""get, setdefault, pop, popitem, update, clear, copy, fromkeys."""


def got(d: dict[str, int], k: str):
    return [d.get(k), d.get(k, 7), k in d]


def set_default(d: dict[str, int], k: str):
    return [d.setdefault(k, 5), d.setdefault(k, 6), d]


def popped(d: dict[str, int], k: str):
    return [d.pop(k, None), d.pop(k, -1), d]


def popped_strictly(d: dict[str, int], k: str):
    return d.pop(k)


def last(d: dict[str, int]):
    k, v = d.popitem()
    return [k, v, d]


def updated(d: dict[str, int], e: dict[str, int]):
    d.update(e)
    d.update({"z": 26})
    d.update(a=1)
    return d


def cleared(d: dict[str, int]):
    other = d
    copy = d.copy()
    d.clear()
    return [other, copy]


def made(keys: list[str]):
    return [dict.fromkeys(keys), dict.fromkeys(keys, 0)]


# got({"a": 1}, "a"); got({}, "a")
# set_default({"a": 1}, "a"); set_default({}, "x")
# popped({"a": 1}, "a"); popped({}, "a")
# popped_strictly({"a": 1}, "a"); popped_strictly({}, "it's")
# last({"a": 1, "b": 2}); last({})
# updated({"b": 2}, {"b": 3, "c": 4}); updated({}, {})
# cleared({"a": 1})
# made(["x", "y", "x"]); made([])
