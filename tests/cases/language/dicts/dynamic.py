"""Dicts and lists of unknown shape, from JSON."""


def read(value, key: str):
    return value[key]


def read_or(value, key: str):
    return value.get(key, "none")


def deep(value):
    return value["a"]["b"][0]


def written(value, key: str):
    value[key] = [1, {"x": None}]
    return value


def kinds(value):
    return {k: type(v).__name__ for k, v in value.items()}


def walked(value):
    found = []
    for k, v in value.items():
        if isinstance(v, list):
            found.append(f"{k}[{len(v)}]")
        elif isinstance(v, dict):
            found.append(f"{k}{{{len(v)}}}")
        else:
            found.append(f"{k}={v}")
    return found


def merged(a, b):
    return {**a, **b}


def total(value):
    return sum(item["n"] for item in value["items"])


def updated(value):
    value.update({"z": 1})
    value.setdefault("y", 2)
    value.pop("x", None)
    return value


# read({"a": 1}, "a"); read({}, "a"); read([1], "a"); read("text", "a"); read(None, "a")
# read_or({"a": None}, "a"); read_or({}, "a"); read_or([], "a")
# deep({"a": {"b": [5]}}); deep({"a": {"b": []}}); deep({"a": {}}); deep({"a": None}); deep({"a": {"b": {"0": 1}}})
# written({}, "k"); written([], "k"); written(5, "k")
# kinds({"a": 1, "b": 1.5, "c": None, "d": [], "e": {}, "f": "", "g": True}); kinds([]); kinds(None)
# walked({"a": [1], "b": {"x": 1}, "c": 1.0, "d": None, "e": "t"})
# merged({"a": 1}, {"b": 2}); merged({}, []); merged(None, {})
# total({"items": [{"n": 1}, {"n": 2.5}]}); total({"items": []}); total({"items": [{}]}); total({"items": [{"n": "x"}]}); total({})
# updated({"x": 1}); updated({}); updated([])
