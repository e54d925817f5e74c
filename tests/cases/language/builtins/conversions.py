"""str, int, float, bool, list, dict, set, tuple of each other."""


def to_text(n: int, x: float, b: bool):
    return [str(n), str(x), str(b), str(None), str([n, x]), str({"a": b}), str((n,)), str(())]


def to_list(text: str, d: dict[str, int]):
    return [list(text), list(d), list(d.values()), list(range(2)), list((1, 2))]


def to_dict(pairs: list[list[str]]):
    return dict(pairs)


def to_set(values: list[int]):
    return [len(set(values)), sorted(frozenset(values))]


def to_tuple(values: list[int]):
    t = tuple(values)
    return [len(t), list(t), str(t)]


def to_float(text: str):
    return [float(text), int(float(text))]


def keywords(n: int):
    return dict(a=n, b=2)


def copied(d: dict[str, int]):
    other = dict(d)
    other["z"] = 1
    return [d, other]


def dynamic_int(value):
    return int(value)


def dynamic_float(value):
    return float(value)


def dynamic_text(value):
    return str(value)


def dynamic_list(value):
    return list(value)


# to_text(1, 1.0, True); to_text(-1, 1e100, False)
# to_list("ab", {"k": 1}); to_list("", {})
# to_dict([["a", "1"], ["b", "2"]]); to_dict([]); to_dict([["a"]])
# to_set([1, 1, 2]); to_set([])
# to_tuple([1]); to_tuple([]); to_tuple([1, 2])
# to_float("2.9"); to_float("x")
# keywords(1)
# copied({"a": 1}); copied({})
# dynamic_int(5); dynamic_int("7"); dynamic_int(2.9); dynamic_int(True); dynamic_int(None); dynamic_int("x"); dynamic_int([1])
# dynamic_float(5); dynamic_float("7.5"); dynamic_float(True); dynamic_float(None); dynamic_float("x"); dynamic_float({})
# dynamic_text(1.0); dynamic_text(None); dynamic_text([1, "a", None, True]); dynamic_text({"a": [1.5]}); dynamic_text("x"); dynamic_text(10**20)
# dynamic_list("ab"); dynamic_list([1]); dynamic_list({"a": 1}); dynamic_list(1); dynamic_list(None)
