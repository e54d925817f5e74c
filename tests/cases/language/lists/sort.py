"""list.sort()."""


def plain(values: list[int]):
    values.sort()
    return values


def backwards(values: list[int]):
    values.sort(reverse=True)
    return values


def by_key(words: list[str]):
    words.sort(key=len)
    return words


def by_key_backwards(words: list[str]):
    words.sort(key=lambda w: w[0], reverse=True)
    return words


def twice(rows: list[list[int]]):
    rows.sort(key=lambda r: r[1])
    rows.sort(key=lambda r: r[0])
    return rows


def failing(values):
    values.sort()
    return values


def by_own_list(words: list[str]):
    words.sort(key=lambda w: words.count(w))
    return words


def by_own_length(words: list[str]):
    words.sort(key=lambda w: len(w) if words else -len(w))
    return words


def by_own_value(values):
    values.sort(key=lambda v: -v if len(values) > 2 else v)
    return values


def by_other_list(words: list[str], order: list[str]):
    words.sort(key=lambda w: order.index(w))
    return words


def by_function(words: list[str]):
    words.sort(key=rank)
    return words


def rank(word: str) -> int:
    return len(word) * 2


# by_own_list(["b", "a", "b"]); by_own_list([])
# by_own_length(["b", "aa", "ccc"]); by_own_length([])
# by_own_value([1, 3, 2]); by_own_value([])
# by_other_list(["a", "b", "c"], ["c", "a", "b"]); by_other_list(["a", "x"], ["a"])
# by_function(["ccc", "a", "bb"])
# plain([3, 1, 2]); plain([]); plain([1, 1])
# backwards([1, 3, 2])
# by_key(["ccc", "a", "bb", "d"]); by_key([])
# by_key_backwards(["ab", "b", "aa", "ba"]); by_key_backwards([""])
# twice([[2, 1], [1, 2], [1, 1]]); twice([])
# failing([2, 1]); failing([1, "a"]); failing(["b", "a"]); failing([1.5, 1]); failing("x")
