"""`in` and `not in`."""


def in_list(values: list[int], v: int):
    return [v in values, v not in values]


def in_text(text: str, part: str):
    return [part in text, part not in text]


def in_dict(d: dict[str, int], key: str):
    return [key in d, key in d.keys(), 1 in d.values(), (key, 1) in d.items()]


def in_tuple(n: int):
    return [n in (1, 2, 3), n not in ()]


def in_set(n: int):
    return n in {1, 2, 3}


def in_range(n: int):
    return [n in range(5), n in range(0, 10, 3), n in range(5, 0, -1)]


def dynamic(value, item):
    return item in value


def dynamic_in_lists(x, names: list[str], numbers: list[int], floats: list[float]):
    def same(one):
        return one

    return [x in names, x in numbers, same(x) not in floats, x in ["a", "b"], x in [1, 2.5], x in set(names), x in [len(names), 7]]


# in_list([1, 2], 1); in_list([], 1)
# in_text("abc", "b"); in_text("", ""); in_text("abc", "ac")
# in_dict({"a": 1}, "a"); in_dict({}, "a"); in_dict({"a": 2}, "b")
# in_tuple(2); in_tuple(9)
# in_set(3); in_set(4)
# in_range(0); in_range(5); in_range(9); in_range(-1); in_range(3)
# dynamic([1, "a"], "a"); dynamic("abc", "b"); dynamic({"k": 1}, "k"); dynamic(5, 1); dynamic("abc", 1); dynamic(None, None)
# dynamic_in_lists("a", ["a"], [1], [1.0]); dynamic_in_lists(1, ["1"], [1], [1.0]); dynamic_in_lists(True, [], [], []); dynamic_in_lists(2.5, ["b", ""], [2], [2.5]); dynamic_in_lists(None, [], [0], [0.0])
# dynamic_in_lists([], ["a"], [1], []); dynamic_in_lists({"a": 1}, [], [], []); dynamic_in_lists(9223372036854775808, [], [9223372036854775807], [9223372036854775808.0]); dynamic_in_lists("", [""], [0], [-0.0]); dynamic_in_lists(0, [], [0], [-0.0])
