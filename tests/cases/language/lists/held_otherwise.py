"""Fresh lists, dicts and sets that come to hold other values than what they are made of."""


def sorted_beside(values: list[int], flag: bool):
    queue = sorted(values) if flag else ["none"]
    return queue


def sorted_by(values: list[int], flag: bool):
    queue = sorted(values, key=lambda v: (v % 2, v), reverse=flag)
    queue.append("end")
    return [queue, len(values)]


def sorted_literal(a: int, flag: bool):
    return sorted([7, 255, a], key=lambda v: (v % 2, v)) if flag else ["x"]


def repeated(values: list[int], count: int):
    row = values * count
    row.append(None)
    return [row, values]


def repeated_literal(count: int):
    row = [0] * count
    row.append("end")
    return row


def copied(values: list[int]):
    other = values.copy()
    other.append("x")
    third = list(values)
    third.insert(0, 0.5)
    return [values, other, third]


def copied_dict(table: dict[str, int]):
    other = table.copy()
    other["new"] = None
    third = dict(table)
    third["new"] = "x"
    return [table, other, third]


def copied_set(values: list[int]):
    own = set(values)
    other = set(own)
    other.add("x")
    return [len(own), len(other), "x" in other, 1 in other]


def sliced(values: list[int], start: int):
    part = values[start:]
    part.append(0.5)
    back = values[::-1]
    back.append("x")
    return [part, back, values]


def of_any_size(values: list[int], shift: int):
    part = values[1:]
    part.append(1 << shift)
    return [part, sum(part)]


def absent(values: list[int]):
    found = [v if v > 0 else None for v in values]
    wide = found[:]
    wide.append("x")
    return [found, wide]


def joined(values: list[int], texts: list[str]):
    return [values + texts, texts + values, [0.5] + values]


def extended(values: list[int]):
    out = ["a"]
    out.extend(values)
    out += [None]
    more = [0.5]
    more += values
    return [out, more]


def rest(values: list[int]):
    match values:
        case [first, *others]:
            others.append("x")
            return [first, others]
    return values


def pairs(values: list[int]):
    rows = sorted((v, str(v)) for v in values)
    rows.append((None, "none"))
    return [list(row) for row in rows]


def keyed(n: int, shift: int):
    table = {(n << shift, "a"): 1, (0, "b"): 2}
    return [table.get((n, "a"), 0), table.get((0, "b"), 3)]


def compared(key, n: int):
    table = {key: n, "x": 2}
    return [table == {"x": 2, "y": n}, table != {key: n, "x": 2}, {key: n} == {1: n}]


# sorted_beside([3, 1, 2], True); sorted_beside([], True); sorted_beside([1], False); sorted_beside([9223372036854775807, -5], True)
# sorted_by([3, 2, 1], False); sorted_by([4, 1, 3], True); sorted_by([], True)
# sorted_literal(4, True); sorted_literal(4, False); sorted_literal(-1, True)
# repeated([1, 2], 2); repeated([1], 0); repeated([], 3); repeated([5], -1)
# repeated_literal(2); repeated_literal(0); repeated_literal(-3)
# copied([1, 2]); copied([])
# copied_dict({"a": 1}); copied_dict({"new": 5}); copied_dict({})
# copied_set([1, 2, 1]); copied_set([])
# sliced([1, 2, 3], 1); sliced([1, 2, 3], -1); sliced([], 5)
# of_any_size([1, 2], 3); of_any_size([5, 9223372036854775807], 63); of_any_size([], 0)
# absent([1, -1, 0]); absent([])
# joined([1, 2], ["a"]); joined([], []); joined([9223372036854775807], ["é"])
# extended([1, 2]); extended([])
# rest([1, 2, 3]); rest([1]); rest([])
# pairs([2, 1, 2]); pairs([])
# keyed(1, 0); keyed(1, 70); keyed(0, 3); keyed(-1, 63)
# compared("x", 2); compared("y", 3); compared(1, 4); compared(1.0, 4); compared(None, 1); compared([1], 1)
