"""Values that are read behind a `try` which is left early, or that hands them on."""


def returned(text: str):
    label = text or None
    try:
        if len(text) > 3:
            return [text, label]
        int(text)
    except ValueError:
        label = label
    return [text, label]


def given(values: list[int]):
    values.append(1)
    try:
        if "".join(str(v) for v in values).endswith("31"):
            return {"values": values}
        values[5] = 0
    except IndexError:
        values.append(2)
    return {"values": values}


def rebuilt(text: str, other: str):
    try:
        if int(other) > 2:
            text = f"{other}{(1, text)[1]}"
        else:
            text = text + other
    except ValueError:
        text = text + "!"
    return text


def looked_up(name: str, n: int):
    return [{name: n, "x": 1}.get(name + "y", 0), f"{name}{name}" in {name: n}, name in [name, "x"], name + "x" in {name, "x"}]


def emptied(values: list[int], n: int):
    return [[] != sorted(values), n in [] * 2, sum(v > 1 for v in [] * n), list(reversed([])) == values]


class Log:
    def __init__(self, lines, name):
        self.lines = lines
        self.name = name

    def __enter__(self):
        self.lines.append(self.name)
        return self

    def __exit__(self, kind, value, trace):
        self.lines.append(kind is None)
        return True


def guarded(text: str, n: int):
    lines = []
    with Log(lines, text) as log:
        if n > 1:
            raise KeyError(text)
        lines.append(log.name + text)
    return [lines, text]


# returned("12"); returned("x"); returned("12345"); returned("")
# given([3]); given([]); given([1, 2, 3, 4, 5])
# rebuilt("a", "3"); rebuilt("a", "1"); rebuilt("é", "x"); rebuilt("", "")
# looked_up("a", 1); looked_up("x", 9223372036854775807); looked_up("", 0)
# emptied([1], 2); emptied([], 0); emptied([2, 1], -1)
# guarded("a", 1); guarded("b", 2); guarded("", 0)
