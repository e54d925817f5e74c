"""divmod and Counter of values of unknown type."""

from collections import Counter


def divided(a, b):
    quotient, rest = divmod(a, b)
    return [quotient, rest]


def most(data):
    pairs = Counter(iter(data)).most_common(1)
    try:
        return pairs[0][0]
    except IndexError:
        return "nothing"


def several(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    highest = max(counts.values())
    return [value for value, count in counts.items() if count == highest]


# divided(7, 2); divided(-7, 2.0); divided(True, 2); divided(1, 0); divided(1.5, 0); divided(0.0, -0.0); divided("a", 1); divided(None, [1]); divided(5.5, float("inf"))
# most([]); most([1, 2, 2]); most("abca"); most({"a": 1}); most([1, True, 1.0, 2]); most([[1]]); most(None); most(5); most([None, None, "a"])
# several([]); several("abab"); several([1, 1.0, "1", "1"]); several([{}]); several({"b": 2, "a": 1}); several(1.5); several([0.5, -0.0, 0])
