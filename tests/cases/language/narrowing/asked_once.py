"""What isinstance() asks is evaluated once, and moved values are there on every way out of a `try`."""


def noted(trace, value):
    trace.append(str(value))
    return value


def of_several(a, b):
    trace = []
    first = isinstance(noted(trace, a if isinstance(b, str) else len(trace)), (int, float))
    second = isinstance(noted(trace, a), (str, list))
    return [first, second, trace]


def returned_early(text: str, number: int):
    kept = text + "!"
    try:
        if number > 2:
            return [kept, "early"]
        text = kept * (10 // number)
    except ZeroDivisionError:
        text = "zero"
    return [kept, text]


def set_by_what_may_fail(text: str, number: int):
    try:
        text = str(int(text) // number) + text
    except ZeroDivisionError:
        return [text, "zero"]
    except ValueError:
        text = text + "?"
    return text


def set_otherwise(rows: list[str], word: str):
    try:
        if word:
            rows.append(word)
        rows.index("x")
    except ValueError:
        rows.append(str(len(rows)))
    else:
        word = "found"
    return [rows, word]


def in_what_is_made_of_it(word: str):
    return (word + word) in {word: 1, word + word: 2}


# of_several(1, "s"); of_several("x", "s"); of_several(None, 2); of_several([], "s"); of_several(1.5, "s"); of_several(True, "s")
# returned_early("a", 3); returned_early("a", 1); returned_early("", 0); returned_early("é", -1)
# set_by_what_may_fail("12", 5); set_by_what_may_fail("12", 0); set_by_what_may_fail("a", 1)
# set_otherwise([], "x"); set_otherwise([], "y"); set_otherwise(["x"], ""); set_otherwise([], "")
# in_what_is_made_of_it("a"); in_what_is_made_of_it("")
