"""`:=` in the conditions of comprehensions."""

import re


def doubled(values: list[int]):
    return [twice for value in values if (twice := value * 2) > 4]


def parsed(texts: list[str]):
    return {text: number for text in texts if (number := len(text.strip())) and number < 5}


def searched(lines: list[str]):
    return [found.group(1) for line in lines if (found := re.search(r"(\d+)", line))]


def negated(texts: list[str]):
    return [text for text in texts if not (short := text[:1]) or short == "a"]


def second(values: list[int]):
    return sorted({half for value in values if value % 2 == 0 if (half := value // 2) != 1})


def counted(texts: list[str]):
    return sum(size for text in texts if (size := len(text)) > 1)


def found(values: list[int], bound: int):
    return any(square > bound and square < 100 for value in values if (square := value * value) >= 0)


def raising(texts: list[str]):
    return [number for text in texts if (number := int(text)) > 0]


def both(rows: list[list[int]]):
    return [(total, item) for row in rows if (total := sum(row)) for item in row if item < total]


def kept(values: list[int]):
    found = [last for value in values if (last := value) > 1]
    return [found, last if values else None]


def hidden(twice: int, values: list[int]):
    rest = [twice for value in values if (twice := value) > 1]
    return [rest, twice]


# doubled([1, 2, 3, -5]); doubled([]); doubled([4611686018427387904])
# parsed(["a", " bc ", "", "toolong"]); parsed([])
# searched(["a1", "b", "22c"]); searched([])
# negated(["a", "", "b", "日"]); negated([])
# second([2, 4, 5, 6, 4]); second([])
# counted(["a", "bb", "ccc"]); counted([])
# found([1, 5], 20); found([1, 11], 20); found([], 0)
# raising(["1", "-1", "2"]); raising(["1", "x"]); raising([])
# both([[1, 2], [], [0], [-1, 5]]); both([])
# kept([1, 2]); kept([])
# hidden(5, [1, 2]); hidden(5, [])
