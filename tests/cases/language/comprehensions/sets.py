"""Set comprehensions, put in order."""


def distinct(values: list[int]):
    return sorted({v % 3 for v in values})


def letters(text: str):
    return sorted({c for c in text if c.isalpha()})


def size(values: list[int]):
    return len({v * v for v in values})


# distinct([]); distinct([1, 4, 7, 2])
# letters("hello 1"); letters("")
# size([1, -1, 2]); size([])
