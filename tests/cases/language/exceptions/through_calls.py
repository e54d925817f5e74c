"""Exceptions that pass through functions and loops."""


def parse(text):
    return int(text)


def parse_all(texts):
    return [parse(text) for text in texts]


def total(texts: list[str]):
    return sum(parse_all(texts))


def skipped(texts: list[str]):
    found, bad = [], []
    for text in texts:
        try:
            found.append(parse(text))
        except ValueError:
            bad.append(text)
    return [found, bad]


def partly(texts: list[str]):
    found = []
    try:
        for text in texts:
            found.append(parse(text))
    except ValueError as error:
        return [found, str(error)]
    return [found, ""]


def retried(n: int):
    tries = 0
    while True:
        try:
            tries += 1
            if tries < n:
                raise RuntimeError(f"try {tries}")
            return tries
        except RuntimeError as error:
            if tries >= 3:
                return str(error)


# total(["1", "2"]); total([]); total(["1", "x"])
# skipped(["1", "x", "3"]); skipped([])
# partly(["1", "2"]); partly(["1", "x", "3"])
# retried(1); retried(2); retried(3); retried(4); retried(9)
