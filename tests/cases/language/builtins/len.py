"""len()."""


def sizes(text: str, values: list[int], d: dict[str, int]):
    return [len(text), len(values), len(d), len((1, 2)), len(range(3, 10, 2)), len(b"ab"), len(set(values))]


def dynamic(value):
    return len(value)


# sizes("abc", [1, 1], {"a": 1}); sizes("", [], {}); sizes("日本", [0], {})
# dynamic("ab"); dynamic([1]); dynamic({"a": 1}); dynamic(1); dynamic(None)
