"""x"""
import itertools
from itertools import chain, islice, groupby, accumulate, product, combinations, zip_longest, pairwise
from functools import partial, reduce

LIMIT = 3
NAMES = ["a", "b"]

def f(x): 
    return x > 1

def a1(rows: list[list[int]]):
    return sum(map(len, rows))

def a2(xs: list[int]):
    return [any(map(f, xs)), all(map(f, xs)), max(map(abs, xs), default=0), list(map(str, xs)), sum(map(int, ["1"]))]

def a3(rows: list[list[int]]):
    return [list(c) for c in zip(*rows)]

def a4(xs: list[int]):
    return [y for x in xs if (y := x * 2) > 2]

def a5(a: list[int], b: list[int]):
    return [x for x in chain(a, b)]

def a6(rows: list[list[int]]):
    return list(chain.from_iterable(rows))

def a7(xs: list[int]):
    return list(islice(xs, 2))

def a8(words: list[str]):
    return {k: list(g) for k, g in groupby(sorted(words), key=len)}

def a9(xs: list[int]):
    return list(accumulate(xs))

def b1(xs: list[int]):
    return [(a, b) for a, b in product(xs, xs)]

def b2(xs: list[int]):
    return list(combinations(xs, 2))

def b3(a: list[int], b: list[int]):
    return list(zip_longest(a, b, fillvalue=0))

def b4(xs: list[int]):
    return [b - a for a, b in pairwise(xs)]

def b5(xs: list[int]):
    it = iter(xs)
    first = next(it)
    rest = [x for x in it]
    return [first, rest]

def b6(xs: list[int]):
    it = iter(xs)
    return next(it, None)

def b7(text: str):
    import json
    return json.loads(text)

def b8(n: int, limit=LIMIT):
    return n + limit

def b8call(n: int):
    return b8(n)

def b9(a: list[int], b: list[int]):
    return [a < b, a <= b, a > b]

def c1(a: list[int], b: list[int]):
    return [set(a) <= set(b), set(a) < set(b), set(a).issubset(b)]

def c2(n: int):
    add = lambda x: x + n
    return add(1)

def c3(n: int):
    def add(x):
        return x + n
    g = add
    return g(2)

def c4(n: int):
    double = partial(max, 2)
    return double(n)

def c5(n: int):
    def mul(a, b):
        return a * b
    twice = partial(mul, 2)
    return twice(n)

def c6(xs: list[int]):
    return sorted(xs, key=NAMES.count)

def c7(d: dict[str, int]):
    return [max(d, key=d.get), sorted(d, key=d.get, reverse=True)]

def c8(xs: list[int]):
    for i, (a, b) in enumerate(zip(xs, xs[1:])):
        pass
    total = 0
    for x in itertools.chain(xs, [1, 2]):
        total += x
    return total

def c9(xs: list[int]):
    return reduce(lambda a, b: a + b, xs, 0)

def d2(a: int, b: str):
    return (a, b) < (a + 1, b)

def d3(version: str):
    return tuple(int(x) for x in version.split(".")) < (1, 2)

def d4(version: str):
    return [int(x) for x in version.split(".")] < [1, 2]

def d5(xs: list[int]):
    while (n := len(xs)) > 2:
        xs.pop()
    return n

def d6(xs: list[int]):
    it = itertools.count(1)
    return [next(it) for _ in xs]

def d7(xs: list[str]):
    return list(itertools.repeat("a", 3))

def d8(xs: list[str]):
    return {k: len(list(g)) for k, g in itertools.groupby(xs)}

def d9(xs: list[int]):
    out = []
    for k, g in groupby(xs, key=lambda x: x % 2):
        out.append([k, sum(g)])
    return out

def e1(xs: list[int]):
    return any((hit := x) > 2 for x in xs) and hit

def e2(xs: list[int]):
    return list(zip(*[xs, xs]))

def e3(rows: list[list[int]]):
    names, counts = zip(*rows)
    return [list(names), sum(counts)]

# a1([[1]]); a2([1]); a3([[1, 2], [3, 4]]); a4([1, 2]); a5([1], [2]); a6([[1]]); a7([1, 2, 3]); a8(["a", "bb"]); a9([1, 2])
# b1([1]); b2([1, 2]); b3([1], [1, 2]); b4([1, 2]); b5([1, 2]); b6([1]); b7("1"); b8call(1); b9([1], [2]); c1([1], [1]); c2(1); c3(1); c4(1); c5(1); c6([1]); c7({"a": 1}); c8([1]); c9([1])
# d2(1, "a"); d3("1.2"); d4("1.2"); d5([1, 2, 3]); d6([1]); d7(["a"]); d8(["a"]); d9([1]); e1([3]); e2([1])
