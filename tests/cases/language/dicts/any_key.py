"""Keys of unknown shape: a list or a dict has no hash."""


def written(key, n: int):
    table = {key: n, "x": 2}
    return [len(table), table.get("x"), table.get(1, -1)]


def guarded(key, n: int):
    try:
        return {key: n}.get(n, "none")
    except TypeError as error:
        return str(error)


def both(key, other):
    return len({key: 1, other: 2})


def later(key, n: int):
    seen = []

    def note(v):
        seen.append(v)
        return v

    try:
        table = {key: note(n)}
        return [seen, len(table)]
    except TypeError as error:
        return [seen, str(error)]


def paired(key, n: int):
    table = {(key, "a"): n, (1, "b"): 2}
    return [table.get((key, "a"), 0), table.get((1, "b"), 3), len(table)]


# written("x", 1); written(1, 5); written(1.0, 5); written(True, 5); written(None, 0); written([1], 2); written({}, 2); written("é", 9223372036854775807)
# guarded(1, 1); guarded("a", 2); guarded([], 2); guarded({"a": 1}, 2)
# both(1, True); both("a", "b"); both([], 1); both(1, []); both({}, []); both(None, 0)
# later(1, 2); later([], 2); later("x", -1)
# paired(1, 2); paired("x", 2); paired(1.0, 5); paired(None, 0); paired([1], 2); paired({}, 2)
