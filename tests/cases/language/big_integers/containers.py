"""Integers past 64 bits in containers, as keys and as positions."""


# keys(0); keys(1)
def keys(n: int):
    names = {2**64: "a", 2**64 + 1: "b", 5: "c"}
    return [names[2**64 + n], names.get(5), names.get(2**65, "none"), n in names, 2**64 in names, len(names)]


# missing(0)
def missing(n: int):
    names = {2**64: "a"}
    return names[2**64 + 1 + n]


# members(0); members(1)
def members(n: int):
    seen = {2**64, 2**64 + 1, 7}
    seen.add(2**64 + n)
    seen.add(7)
    return [len(seen), 2**64 in seen, 8 in seen, sorted(seen)]


# listed(0); listed(3)
def listed(n: int):
    values = [1, 2, 3]
    values.append(2**64 * n)
    values.insert(0, n)
    values[0] = values[-1] + 1
    return [value + 1 for value in values]


# searched(0); searched(3)
def searched(n: int):
    values = [1, 2, 3, 2**64 * n]
    values.append(n)
    return [values.index(2), values.count(n), len(values)]


# found(0); found(1)
def found(n: int):
    values = [1, 2, 3, 2**64 * n]
    return 2**64 in values


# index(0); index(1); index(18446744073709551616)
def index(n: int):
    return [10, 20, 30][2**64 * n]


# character(0); character(1)
def character(n: int):
    return "abc"[2**64 * n]


# sliced(0); sliced(1); sliced(-1)
def sliced(n: int):
    big = 2**64 * n
    return ["abc"[:big], "abcdef"[1:big], "abcdef"[big:]]


# sliced_list(0); sliced_list(1); sliced_list(-1)
def sliced_list(n: int):
    return [1, 2, 3][2**64 * n :]


# repeated(0); repeated(1); repeated(-1)
def repeated(n: int):
    return "ab" * (2**64 * n)


# ranged(0); ranged(1)
def ranged(n: int):
    found = []
    for i in range(2**64 * n):
        if i > 3:
            break
        found.append(i)
    return found


# grouped(3)
def grouped(n: int):
    groups = {}
    for i in range(n):
        groups.setdefault(2**64 + i % 2, []).append(i)
    return [[key, groups[key]] for key in sorted(groups)]


# pairs(1)
def pairs(n: int):
    items = [(2**64 + n, "x"), (2**64, "y")]
    items.sort()
    return [items[0][1], items[0] < items[1], max(items)[0]]


# maybe(0); maybe(1)
def maybe(n: int):
    found = None if n == 0 else 2**64
    return "none" if found is None else found + 1


# chosen(0); chosen(1)
def chosen(n: int):
    return [n if n else 2**64, (n or 2**64) + 1]


# record(1); record(0)
def record(n: int):
    entry = {"id": 2**64 * n, "name": "x"}
    entry["id"] += 1
    return entry
