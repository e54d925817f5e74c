"""Operations on values of unknown type: right, or what CPython raises."""


def added(a, b):
    return a + b


def compared(a, b):
    return a < b


def item(container, key):
    return container[key]


def length(value):
    return len(value)


def called(value):
    return value.upper()


def walked(value):
    return [one for one in value]


def truth(value):
    return "yes" if value else "no"


def formatted(value):
    return f"<{value}>"


def equal(a, b):
    return a == b


def contains(container, value):
    return value in container


# added(1, 2); added("a", "b"); added([1], [2]); added(1, "a"); added("a", 1); added(None, 1); added(1, 2.5); added(True, 1); added([1], "a"); added({}, {})
# compared(1, 2); compared("a", "b"); compared([1], [2]); compared(1, "a"); compared(None, None); compared(1.5, 1); compared({}, {})
# item([1, 2], 0); item({"a": 1}, "a"); item("abc", 1); item([1], 5); item({}, "b"); item(None, 0); item([1], "a"); item(5, 0); item("abc", "a")
# length("abc"); length([1]); length({}); length(5); length(None); length(True)
# called("abc"); called(5); called(None); called([])
# walked([1, "a"]); walked("ab"); walked({"a": 1}); walked(5); walked(None)
# truth(0); truth(""); truth([]); truth({}); truth(None); truth(0.0); truth("a"); truth([0]); truth(False)
# formatted(1); formatted(1.0); formatted("a"); formatted(None); formatted([1, "a", None, True]); formatted({"a": 1.5})
# equal(1, 1.0); equal(True, 1); equal("1", 1); equal([1, 2], [1, 2.0]); equal({"a": 1, "b": 2}, {"b": 2, "a": 1}); equal(None, 0); equal([], {})
# contains([1, 2], 2); contains("abc", "b"); contains({"a": 1}, "a"); contains("abc", 1); contains(5, 1); contains([1, None], None)
