"""Two names for one list."""


def same(values: list[int]):
    other = values
    other.append(1)
    return [values, len(other)]


def in_list(values: list[int]):
    rows = [values, values]
    rows[0].append(5)
    return rows


def in_dict(values: list[int]):
    d = {"a": values, "b": values}
    d["a"].append(1)
    return d


def passed(values: list[int]):
    def grow(v):
        v.append(0)

    grow(values)
    return values


def rebound(values: list[int]):
    other = values
    other = other + [1]
    return [values, other]


def copies(rows: list[list[int]]):
    shallow = list(rows)
    if rows:
        rows[0].append(9)
    rows.append([])
    return [rows, shallow]


def deep(rows: list[list[int]]):
    import copy

    other = copy.deepcopy(rows)
    if rows:
        rows[0].append(9)
    return [rows, other]


# same([]); same([2])
# in_list([]); in_list([1])
# in_dict([])
# passed([1])
# rebound([1])
# copies([[1]]); copies([])
# deep([[1]]); deep([])
