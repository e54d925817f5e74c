"""`:=` in conditions, loops and comprehensions."""


def in_if(text: str):
    if (n := len(text)) > 3:
        return f"long {n}"
    return f"short {n}"


def in_while(values: list[int]):
    found = []
    while values and (v := values.pop()) > 0:
        found.append(v)
    return [found, values]


def in_comprehension(values: list[int]):
    return [y for v in values if (y := v * v) > 4]


def leaks(values: list[int]):
    last = -1
    [last := v for v in values]
    return last


def in_call(n: int):
    return [abs(m := n - 5), m]


def any_found(values: list[int]):
    if any((hit := v) > 2 for v in values):
        return hit
    return None


# in_if("abc"); in_if("abcd"); in_if("")
# in_while([1, 2, 3]); in_while([1, -1, 3]); in_while([])
# in_comprehension([1, 2, 3]); in_comprehension([])
# leaks([1, 2]); leaks([])
# in_call(3); in_call(9)
# any_found([1, 3, 5]); any_found([1]); any_found([])
