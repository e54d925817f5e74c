"""Methods of objects as key functions of sorted, max, min and sort."""

from collections import Counter, defaultdict


class Ranking:
    def __init__(self, order):
        self.order = order
        self.asked = 0

    def place(self, name):
        self.asked += 1
        return self.order.index(name)

    def get(self, name):
        return -len(name)


def of_dict(d: dict[str, int]):
    return [sorted(d, key=d.get), sorted(d, key=d.get, reverse=True), sorted(d.keys(), key=d.get), max(d, key=d.get)]


def smallest(d: dict[str, float]):
    return [min(d, key=d.get), min(d, key=d.get, default="none"), max(d, key=d.__getitem__)]


def default(d: dict[str, int]):
    return max(d, key=d.get, default="none")


def of_others(d: dict[str, int], names: list[str]):
    return sorted(names, key=d.get)


def with_lambda(d: dict[str, int], names: list[str]):
    return [max(d, key=lambda name: d.get(name)), sorted(names, key=lambda name: d.get(name, 0))]


def counted(text: str):
    counts = Counter(text)
    sums = defaultdict(int)
    for letter in text:
        sums[letter] += 1
    return [max(counts, key=counts.get), sorted(sums, key=sums.get), len(sums)]


def by_method(names: list[str]):
    ranking = Ranking(["b", "a", "c"])
    ordered = sorted(names, key=ranking.place)
    return [ordered, ranking.asked, sorted(names, key=ranking.get), max(names, key=ranking.get, default="")]


def by_index(names: list[str]):
    order = ["low", "mid", "high"]
    names.sort(key=order.index)
    return names


def by_count(words: list[str], text: str):
    return [sorted(words, key=text.count), sorted(words, key=words.count, reverse=True)]


def rebound(d: dict[str, int], e: dict[str, int]):
    best = max(d, key=e.get) if e else None
    d = e
    return [best, sorted(d, key=d.get)]


# of_dict({"a": 3, "b": 1, "c": 3}); of_dict({}); of_dict({"": 0}); of_dict({"é": -1, "z": 9223372036854775807})
# smallest({"a": 1.5, "b": -0.0}); smallest({})
# default({}); default({"a": 1, "b": 1})
# of_others({"a": 2, "b": 1}, ["a", "b"]); of_others({"a": 2}, ["a", "x"]); of_others({}, ["x"]); of_others({}, ["x", "y"])
# with_lambda({"a": 1, "b": 2}, ["b", "x", "a"]); with_lambda({}, [])
# counted("abracadabra"); counted("a"); counted("")
# by_method(["c", "a", "b"]); by_method([]); by_method(["a", "x"])
# by_index(["high", "low", "low"]); by_index([]); by_index(["mid", "none"])
# by_count(["a", "b", "b"], "abb"); by_count([], "")
# rebound({"a": 1, "b": 2}, {"a": 5, "b": 1}); rebound({"a": 1}, {})
