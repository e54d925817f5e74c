"""Keys of other types: numbers, tuples, mixed, None."""


def numbers(n: int):
    d = {1: "one", 2: "two"}
    return d.get(n, "many")


def tuples(x: int, y: int):
    grid = {(0, 0): "origin", (1, 0): "east"}
    grid[x, y] = "here"
    return [grid.get((1, 0)), len(grid), (x, y) in grid]


def equal_keys(n: int):
    d = {1: "int"}
    d[1.0] = "float"
    d[True] = "bool"
    return [len(d), d[1], str(d), n]


def bools(values: list[int]):
    counts = {True: 0, False: 0}
    for v in values:
        counts[v > 0] += 1
    return [counts[True], counts[False]]


def none_key(text: str):
    d = {None: 0, "a": 1}
    return d.get(text or None, -1)


def unhashable(values: list[int]):
    d = {}
    d[values] = 1
    return d


# numbers(1); numbers(3)
# tuples(1, 0); tuples(5, 5)
# equal_keys(0)
# bools([1, -1, 2]); bools([])
# none_key(""); none_key("a"); none_key("b")
# unhashable([1])
