"""Generators whose values are taken at once, and where that cannot be told apart."""


def evens(values):
    for value in values:
        if value % 2 == 0:
            yield value


def parsed(texts):
    for text in texts:
        yield int(text)


def numbered(words):
    """With a docstring."""
    if not words:
        return
    for i, word in enumerate(words, 1):
        yield f"{i}. {word}", len(word)
    yield "end", 0


def walk(tree: dict):
    yield tree["name"]
    for child in tree["children"]:
        yield from walk(child)


def up_to(n):
    i = 0
    while i < n:
        yield i
        i += 1


class Shelf:
    def __init__(self, books):
        self.books = books

    def long(self, least):
        for book in self.books:
            if len(book) >= least:
                yield book


def taken(values: list[int]):
    found = [0]
    found.extend(evens(values))
    return [list(evens(values)), sorted(evens(values), reverse=True), found, [*evens(values), -1]]


def summed(values: list[int]):
    return sum(evens(values)) + len(set(evens(values)))


def texts(values: list[int]):
    return ", ".join(str(value) for value in evens(values))


def multiplied(values: list[int]):
    return [value * 10 for value in evens(values) if value]


def any_large(values: list[int]):
    return any(value > 2 for value in evens(values))


def looped(values: list[int]):
    total = 0
    found = []
    for value in evens(values):
        total += value
        found.append(total)
    return found


def first_over(values: list[int], bound: int):
    for value in evens(values):
        if value > bound:
            return value
    return None


def broken(values: list[int]):
    last = 0
    for value in evens(values):
        if value < 0:
            break
        last = value
    else:
        return [last]
    return last


def changes(values: list[int]):
    for value in evens(values):
        if value < 100:
            values.append(value + 101)
    return values


def raises(texts: list[str]):
    found = []
    for number in parsed(texts):
        found.append(number + 1)
    return found


def raises_after(texts: list[str]):
    found = []
    try:
        for number in parsed(texts):
            found.append(number)
    except ValueError as error:
        found.append(len(str(error)))
    return found


def stops_before(texts: list[str]):
    for number in parsed(texts):
        if number == 0:
            return "zero"
    return "none"


def listed(texts: list[str]):
    try:
        return list(parsed(texts))
    except ValueError as error:
        return [str(error)]


def lines(words: list[str]):
    return dict(numbered(words))


def paired(words: list[str]):
    return [line + str(size) for line, size in numbered(words)]


def names(n: int):
    leaf = {"name": "leaf", "children": []}
    tree = {"name": "top", "children": [leaf, {"name": f"n{n}", "children": [leaf]}]}
    return list(walk(tree))


def counted(n: int):
    total = 0
    for i in up_to(n):
        total += i
    return total + len(list(enumerate(up_to(n))))


def endless(n: int):
    for i in up_to(n):
        if i == 2:
            return i
    return -1


def long_books(books: list[str], least: int):
    return list(Shelf(books).long(least))


# taken([1, 2, 3, 4]); taken([1]); taken([-2, 0])
# summed([1, 2, 3, 4]); summed([])
# texts([1, 2, 3, 4]); texts([])
# multiplied([0, 2, 3, 4]); multiplied([])
# any_large([1, 2, 3, 4]); any_large([])
# looped([2, 3, 4]); looped([])
# first_over([1, 2, 8, 10], 5); first_over([], 1)
# broken([2, 4]); broken([2, -4, 6]); broken([])
# changes([2, 3]); changes([])
# raises(["1", "2"]); raises(["1", "x"]); raises([])
# raises_after(["1", "2"]); raises_after(["1", "x", "3"])
# stops_before(["1", "0", "x"]); stops_before(["1", "x"]); stops_before([])
# listed(["1", "-2"]); listed(["1", "é"])
# lines(["a", "bc"]); lines([])
# paired(["a", "日本"]); paired([])
# names(1)
# counted(4); counted(0); counted(-1)
# endless(5); endless(1)
# long_books(["a", "long", "日本語"], 3); long_books([], 0)
