"""A mutable default value is made once."""


def collect(item, into=[]):
    into.append(item)
    return into


def counted(key, counts={}):
    counts[key] = counts.get(key, 0) + 1
    return counts[key]


def twice(n: int):
    fresh = collect(n, [])
    kept = collect(n)
    return [fresh, len(kept)]


def counting(name: str):
    return counted(name)


# twice(1); twice(2); twice(3)
# counting("a"); counting("b"); counting("a")
