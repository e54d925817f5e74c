"""`:=` in comprehensions, of names that mean nothing outside of them."""

import math


# squares([1.5, 2.5, 4.0]); squares([]); squares([0.0])
def squares(values: list[float]):
    mean = sum(values) / (len(values) or 1)
    first = math.fsum((gap := value - mean) * gap for value in values)
    second = sum((gap := value + mean) * gap for value in values)
    return [first, second]


# long(["a", "bcd", "efghi"]); long([]); long(["éé", ""])
def long(texts: list[str]):
    return [size * 10 for text in texts if (size := len(text)) > 1]


# halves([4, 7, 0, -3]); halves([])
def halves(numbers: list[int]):
    return {number: half for number in numbers if (half := number // 2)}


# keyed(["b", "a", "b"]); keyed([])
def keyed(texts: list[str]):
    return {(name := text.upper()): name + text for text in texts}


# two([1, 2, 3], [10, 0, 5]); two([], [1])
def two(left: list[int], right: list[int]):
    return [(a, product, rest) for a in left if (twice := a * 2) > 2 for b in right if (product := twice * b) if (rest := product % 7) != 6]


# found([3, 8, 12], 10); found([], 1); found([1], 9)
def found(numbers: list[int], limit: int):
    return [any((near := number - limit) > 0 and near < 5 for number in numbers), all((far := abs(number)) < limit or far == 12 for number in numbers)]


# parsed(["1", "x", "3"]); parsed(["4", "5"]); parsed([])
def parsed(texts: list[str]):
    return sorted(number * number for text in texts if (number := int(text)) != 5)


# unique(["a", "B", "b"]); unique([])
def unique(texts: list[str]):
    return sorted({low + str(len(low)) for text in texts if (low := text.lower()) != "a"})


# pairs({"a": 1, "b": 0}); pairs({})
def pairs(counts: dict[str, int]):
    return [[key, share] for key, count in counts.items() if (share := count / 4) > 0]


# plain([1, 2, 3]); plain([])
def plain(numbers: list[int]):
    return [a + b for a in numbers for b in [a * a]]


# seen([1, 5, 2, 7]); seen([])
def seen(numbers: list[int]):
    return [last := number for number in numbers if number > 1]


# divided([4, 2], 2); divided([4, 0], 8); divided([], 1)
def divided(numbers: list[int], by: int):
    return [(part := by // number) + part for number in numbers]


# kept([None, "a", None]); kept([])
def kept(values):
    return [text + "!" for value in values if (text := value) is not None]


# never([1, 2]); never([])
def never(numbers: list[int]):
    return [[0 and (seen := 10 // (number - 1)), number] for number in numbers]


# short([1, 2, 0]); short([])
def short(numbers: list[int]):
    return [number for number in numbers if number and (part := 10 // number) > 4 and part < 10]


# second([1, 2, 0], [0, 1]); second([], [])
def second(numbers: list[int], others: list[int]):
    return [part for number, other in zip(numbers, others) if number if (part := 10 // number) > other]
