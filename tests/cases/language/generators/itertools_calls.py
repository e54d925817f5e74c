"""chain, islice, groupby, accumulate, product, combinations, permutations, zip_longest, pairwise, repeat, takewhile."""

import itertools
import operator
from itertools import accumulate, chain, combinations, groupby, islice, pairwise, permutations, product, repeat
from itertools import filterfalse, takewhile, zip_longest
from operator import itemgetter

LIMIT = 3


def small(n):
    return n < LIMIT


def chained(a: list[int], b: list[int], c: list[int]):
    found = []
    for value in chain(a, b):
        found.append(value * 2)
    return found


def chains(a: list[int], b: list[int], c: list[int]):
    return [sum(chain([1], a)), len(set(chain(a, b))), len(sorted(itertools.chain(c, a))), max(chain(a, b, c), default=-1)]


def changed(values: list[int]):
    for value in chain(values, [1]):
        if len(values) < 3:
            values.append(value)
    return values


def flattened(rows: list[list[int]]):
    return list(chain.from_iterable(rows))


def flattened_star(rows: list[list[int]]):
    return [value + 1 for value in chain(*rows)]


def flattened_texts(table: dict[str, list[str]]):
    return "".join(text.upper() for text in chain.from_iterable(table["a"]))


def mixed_types(names: list[str], text: str):
    return [list(chain(names, text)), list(chain(text, names)), [part.upper() for part in chain(names, text.split())]]


def sliced(values: list[int], text: str):
    return [list(islice(values, 2)), list(islice(values, 1, 3)), "".join(islice(text, 2, None)), list(islice(values, 0))]


def slice_loop(values: list[int], n: int):
    total = 0
    for value in islice(values, 3):
        if value == n:
            break
        total += value
    return total


def grouped(words: list[str]):
    return {first: list(group) for first, group in groupby(sorted(words), key=lambda word: word[:1])}


def sizes(words: list[str]):
    found = []
    for size, group in groupby(sorted(words, key=len), key=len):
        found.append(f"{size}: {', '.join(group)}")
    return found


def runs(values: list[int]):
    return [[value, len(list(group))] for value, group in groupby(values)]


def totals(rows: list[list[int]]):
    out = {}
    for name, group in groupby(rows, key=itemgetter(0)):
        out[name] = sum(row[1] for row in group)
    return out


def signs(values: list[float]):
    found = []
    for negative, group in groupby(values, lambda x: x < 0):
        found.append(f"{negative} {sum(group)}")
    return found


def float_runs(values: list[float]):
    return [[value, len(list(group))] for value, group in groupby(values)]


def twice(values: list[int]):
    return [[list(group), list(group)] for value, group in groupby(values)]


def sums(values: list[int]):
    return [list(accumulate(values)), list(accumulate(values, max)), list(accumulate(values, operator.mul, initial=1)), list(accumulate(values, initial=100))]


def float_sums(floats: list[float]):
    return list(accumulate(floats))


def text_sums(texts: list[str]):
    return ", ".join(accumulate(texts))


def products(a: list[int], text: str):
    return [f"{number}{letter}" for number, letter in product(a, text)]


def squares(a: list[int]):
    return [x * y for x, y in product(a, repeat=2)] + [len(list(product(a, a, a)))]


def chosen(values: list[int]):
    return list(combinations(values, 2))


def triples(values: list[int]):
    return [a * 100 + b * 10 + c for a, b, c in combinations(values, 3)]


def ordered(values: list[int]):
    return [f"{a}{b}" for a, b in permutations(values, 2)]


def longest(a: list[int], b: list[int]):
    return [[x + y for x, y in zip_longest(a, b, fillvalue=-1)], [x is None or y is None for x, y in zip_longest(a, b)]]


def steps(values: list[int], text: str):
    return [[b - a for a, b in pairwise(values)], [a + b for a, b in pairwise(text)], all(a <= b for a, b in pairwise(values))]


def repeats(text: str, n: int):
    return [list(repeat(text, n)), "".join(repeat(text, 2))]


def taken(values: list[int]):
    return [list(takewhile(lambda n: n > 0, values)), list(filterfalse(small, values)), list(takewhile(small, values))]


def raising(texts: list[str]):
    found = []
    for key, group in groupby(texts, key=lambda text: int(text) % 2):
        found.append([key, list(group)])
    return found


def raising_step(texts: list[str]):
    shown = []
    try:
        for key, group in groupby(texts, key=lambda text: int(text)):
            shown.append(key)
    except ValueError:
        shown.append(-1)
    return shown


def nested(rows: list[list[int]]):
    return list(islice(chain.from_iterable(rows), 2))


# chained([1], [2, 3], []); chained([], [], []); chained([4611686018427387904], [], [1])
# chains([1], [2, 3], []); chains([], [], []); chains([9223372036854775807], [], [1])
# changed([5]); changed([])
# flattened([[1], [], [2, 3]]); flattened([])
# flattened_star([[1], [], [2, 3]]); flattened_star([])
# flattened_texts({"a": ["xy", "é"], "b": []}); flattened_texts({})
# mixed_types(["a", "bé"], "日本 x"); mixed_types([], "")
# sliced([1, 2, 3, 4], "héllo"); sliced([], ""); sliced([1], "a")
# slice_loop([1, 2, 3, 4], 9); slice_loop([1, 2], 2); slice_loop([], 0)
# grouped(["b", "aa", "c", "ab", ""]); grouped([])
# sizes(["b", "aa", "c", "ab", ""]); sizes([])
# runs([1, 1, 2, 1]); runs([]); runs([0, 0])
# totals([[1, 10], [1, 5], [2, 7], [1, 1]]); totals([]); totals([[1]])
# signs([1.0, -2.0, -0.5, -0.0, 3.0]); signs([])
# float_runs([1.0, 1.0, 0.0, -0.0]); float_runs([])
# twice([1, 1, 2])
# sums([1, 2, 3]); sums([]); sums([-1]); sums([9223372036854775807, 1])
# float_sums([0.1, 0.2, -0.0]); float_sums([]); float_sums([-0.0])
# text_sums(["a", "é"]); text_sums([]); text_sums([""])
# products([1, 2], "ab"); products([], "a"); products([3], "")
# squares([1, 2]); squares([])
# chosen([1, 2, 3, 4]); chosen([1]); chosen([]); chosen([2, 2])
# triples([1, 2, 3, 4]); triples([1, 2])
# ordered([1, 2, 3]); ordered([]); ordered([1, 1])
# longest([1, 2], [3]); longest([], []); longest([], [0])
# steps([1, 3, 2], "abc"); steps([], ""); steps([1], "é"); steps([1, 1], "日本")
# repeats("ab", 3); repeats("", 0); repeats("a", -1)
# taken([1, 2, 5, -1, 2]); taken([]); taken([-1])
# raising(["1", "3", "2"]); raising(["1", "x"]); raising([])
# raising_step(["1", "1", "x"]); raising_step(["2"])
# nested([[1], [2, 3]])
