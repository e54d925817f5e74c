"""Lists of tuples: sorting, unpacking, comparing."""


def ranked(names: list[str], points: list[int]):
    rows = list(zip(names, points))
    rows.sort(key=lambda row: (-row[1], row[0]))
    return [f"{place}. {name} ({score})" for place, (name, score) in enumerate(rows, start=1)]


def bounds(values: list[int]):
    return min(values), max(values)


def spread(values: list[int]):
    low, high = bounds(values)
    return high - low


def compared(a: int, b: int):
    return [(a, 1) < (b, 0), (a, b) == (b, a), (a,) + (b,) == (a, b)]


def keyed(points: list[int]):
    seen = {}
    for x in points:
        for y in points:
            seen[(x, y)] = x * y
    return [len(seen), seen.get((1, 2)), (9, 9) in seen]


# ranked(["a", "b", "c"], [1, 3, 3]); ranked([], []); ranked(["a"], [1, 2])
# bounds([3, 1, 2]); bounds([])
# spread([3, 1, 2]); spread([5]); spread([])
# compared(1, 2); compared(2, 1); compared(1, 1)
# keyed([1, 2]); keyed([])
