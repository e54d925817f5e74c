"""append, extend, insert, pop, remove, clear, index, count, reverse, copy."""


def grown(values: list[int], v: int):
    values.append(v)
    values.extend([v, v + 1])
    values.insert(0, -v)
    values.insert(-1, 0)
    values.insert(99, 7)
    return values


def popped(values: list[int]):
    last = values.pop()
    first = values.pop(0)
    return [first, last, values]


def popped_at(values: list[int], i: int):
    return [values.pop(i), values]


def removed(values: list[int], v: int):
    values.remove(v)
    return values


def found(values: list[int], v: int):
    return [values.count(v), v in values, values.index(v)]


def from_index(values: list[int], v: int, start: int):
    return values.index(v, start)


def turned(values: list[int]):
    copy = values.copy()
    values.reverse()
    nothing = values.clear() if len(values) > 3 else None
    return [copy, values, nothing]


def nothing(values: list[int]):
    return [values.append(1), values.sort(), values.reverse()]


def extended(values: list[int], text: str):
    letters = list(text)
    letters.extend("xy")
    letters += [str(v) for v in values]
    values += values
    return [letters, values]


# grown([], 1); grown([5, 6], 2)
# popped([1, 2, 3]); popped([1]); popped([])
# popped_at([1, 2, 3], 1); popped_at([1], -1); popped_at([1], 5); popped_at([], 0)
# removed([1, 2, 1], 1); removed([1], 2)
# found([1, 2, 1], 1); found([], 1)
# from_index([1, 2, 1], 1, 1); from_index([1], 1, 1); from_index([1, 2], 2, -1)
# turned([1, 2]); turned([1, 2, 3, 4]); turned([])
# nothing([2, 1])
# extended([1], "ab"); extended([], "")
