"""Values that may be None: tests, early returns, defaults."""


def found(values: list[int], wanted: int):
    for i, value in enumerate(values):
        if value == wanted:
            return i
    return None


def described(values: list[int], wanted: int):
    i = found(values, wanted)
    if i is None:
        return "missing"
    return f"at {i + 1}"


def position(values: list[int], wanted: int):
    i = found(values, wanted)
    return -1 if i is None else i * 2


def falsy(values: list[int], wanted: int):
    i = found(values, wanted)
    if not i:
        return "missing or first"
    return f"later: {i - 1}"


def unchecked(values: list[int], wanted: int):
    return found(values, wanted) + 1


def kept(words: list[str]):
    best = None
    for word in words:
        if best is None or len(word) > len(best):
            best = word
    return best


# found([1, 2], 2); found([], 2)
# described([1, 2], 2); described([1], 5)
# position([1, 2], 2); position([1], 5); position([1], 1)
# falsy([1, 2], 1); falsy([1, 2], 2); falsy([], 2)
# unchecked([1, 2], 2); unchecked([1, 2], 3)
# kept(["a", "bcd", "ef"]); kept([]); kept([""])
