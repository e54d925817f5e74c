"""The texts of built-in exceptions, as CPython words them."""


def key(name: str):
    return {"a": 1}[name]


def number_key(n: int):
    return {1: "x"}[n]


def index(values: list[int], i: int):
    return values[i]


def popped(values: list[int]):
    return values.pop()


def removed(values: list[int], v: int):
    values.remove(v)
    return values


def position(values: list[int], v: int):
    return values.index(v)


def text_index(text: str, i: int):
    return text[i]


def tuple_index(i: int):
    return (1, 2)[i]


def unpacked(values: list[int]):
    a, b = values
    return a + b


def added(value):
    return value + 1


def called_length(value):
    return len(value)


def ordered(a, b):
    return a < b


def iterated(value):
    return [x for x in value]


def subscripted(value):
    return value["a"]


# key("a"); key("b"); key("it's"); key("")
# number_key(1); number_key(2)
# index([1], 0); index([], 0); index([1], -2)
# popped([1]); popped([])
# removed([1, 2], 1); removed([], 1)
# position([5], 5); position([5], 6)
# text_index("ab", 1); text_index("", 0)
# tuple_index(0); tuple_index(2); tuple_index(-3)
# unpacked([1, 2]); unpacked([1]); unpacked([]); unpacked([1, 2, 3])
# added(1); added(1.5); added("x"); added(None); added([1]); added({}); added(True)
# called_length("ab"); called_length([1]); called_length({}); called_length(5); called_length(None); called_length(1.5); called_length(True)
# ordered(1, 2); ordered("a", "b"); ordered(1, "a"); ordered(None, 1); ordered([1], [2]); ordered({}, {}); ordered([1], ["a"]); ordered(True, 1.5)
# iterated([1]); iterated("ab"); iterated({"k": 1}); iterated(5); iterated(None)
# subscripted({"a": 1}); subscripted({}); subscripted([1]); subscripted("x"); subscripted(5); subscripted(None)
