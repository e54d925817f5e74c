"""`*` in targets, displays, tuples and calls."""


def front(values: list[int]):
    *front, last = values
    return [front, last]


def around(values: list[str]):
    first, second, *middle, last = values
    return {"first": first, "second": second, "middle": middle, "last": last}


def own_list(values: list[int]):
    _, *rest = values
    rest.append(0)
    return [rest, values]


def letters(word: str):
    first, *rest = word
    return [first, rest]


def of_words(line: str):
    command, *words = line.split()
    return f"{command}({', '.join(words)})"


def of_tuple(a: int):
    first, *rest = (a, 2, 3)
    *none, x, y, z = (a, 2, 3)
    return [first, rest, none, x, y, z]


def into_items(values: list[int]):
    parts = {"head": 0}
    parts["head"], *parts["rest"] = values
    return parts


def put_together(a: list[int], b: list[int]):
    whole = [*a, *b]
    whole.append(9)
    return [whole, a, [*b], [0, *a, 1, *b, 2]]


def of_ranges(n: int, word: str):
    return [[*range(n), n], [*word, "."], [*{"k": 1, "j": 2}]]


def grown(values: list[int]):
    def more():
        values.append(7)
        return len(values)

    return [*values, more(), *values]


def tuples(a: int, text: str):
    pair = (a, text)
    longer = (*pair, 0.5)
    return [list(pair + (1,)), list(longer), list(longer[1:]), list(longer[::-1]), list((a, 2) * 2), longer[-2:] == (text, 0.5)]


def rows(table: list[list[int]]):
    total = 0
    for a, b in table:
        total += a * b
    return total


def heads(table: list[list[int]]):
    found = []
    for head, *rest in table:
        found.append([head, len(rest)])
    return found


def pairs_of_text(words: list[str]):
    found = {}
    for key, value in words:
        found[key] = value
    return found


def numbered(points: list[list[int]]):
    found = []
    for i, (x, y) in enumerate(points):
        found.append(i + x * y)
    return found


def summed(*values):
    total = 0
    for value in values:
        total += value
    return total


def labelled(label, *values):
    return f"{label}: {len(values)} {sum(values)}"


def called(a: list[int], b: list[int]):
    return [summed(*a, *b), summed(1, *a, 2), labelled("l", *a, *b), labelled("m", 5, *b)]


# front([1]); front([1, 2, 3]); front([])
# around(["a", "b", "c"]); around(["a", "b", "c", "d", "é"]); around(["a", "b"])
# own_list([1, 2]); own_list([1])
# letters("é日x"); letters("x"); letters("")
# of_words("go"); of_words("go to  town"); of_words("")
# of_tuple(1)
# into_items([1, 2, 3]); into_items([])
# put_together([1], [2, 3]); put_together([], [])
# of_ranges(2, "ab"); of_ranges(0, "")
# grown([1, 2]); grown([])
# tuples(1, "x")
# rows([[1, 2], [3, 4]]); rows([]); rows([[1, 2], [3]]); rows([[1, 2, 3]])
# heads([[1, 2, 3], [4]]); heads([[]])
# pairs_of_text(["ab", "cd", "ae"]); pairs_of_text(["abc"]); pairs_of_text([""])
# numbered([[1, 2], [3, 4]]); numbered([[1]])
# called([1], [2, 3]); called([], [])
