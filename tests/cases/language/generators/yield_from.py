"""yield from, and recursive generators."""


def chained(a, b):
    yield from a
    yield "|"
    yield from b


def flatten(value):
    if isinstance(value, list):
        for item in value:
            yield from flatten(item)
    else:
        yield value


def joined(a: list[str], b: list[str]):
    return list(chained(a, b))


def flat(value):
    return list(flatten(value))


# joined([], []); joined(["a"], ["b", "c"])
# flat(1); flat([1, [2, [3]], []]); flat([])
