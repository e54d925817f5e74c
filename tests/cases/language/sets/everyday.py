"""Sets as code uses them: unique, common, missing."""


def common(a: list[str], b: list[str]):
    return sorted(set(a) & set(b))


def missing(wanted: list[str], given: list[str]):
    return sorted(set(wanted) - set(given))


def has_duplicates(values: list[int]):
    return len(values) != len(set(values))


def vowels(text: str):
    return sorted({c for c in text.lower() if c in "aeiou"})


def subset(a: list[int], b: list[int]):
    return [set(a) <= set(b), set(a).issubset(b), set(a).isdisjoint(b)]


def tags(text: str):
    found = set()
    for word in text.split():
        if word.startswith("#") and len(word) > 1:
            found.add(word[1:].lower())
    return sorted(found)


# common(["a", "b"], ["b", "c"]); common([], [])
# missing(["a", "b"], ["b"]); missing([], ["a"])
# has_duplicates([1, 2, 1]); has_duplicates([]); has_duplicates([9223372036854775807, -9223372036854775808])
# vowels("Education"); vowels(""); vowels("xyz")
# subset([1], [1, 2]); subset([], []); subset([3], [1])
# tags("#a b #B #"); tags("")
