"""`*args`."""


def total(*values):
    result = 0
    for value in values:
        result += value
    return result


def labelled(label, *values):
    return f"{label}: {len(values)} {sum(values)}"


def first_and_rest(first, *rest):
    return [first, list(rest)]


def called(n: int):
    return [total(), total(n), total(n, 1, 2), labelled("a"), labelled("b", n, n)]


def unpacked(values: list[int]):
    return total(*values)


def mixed(values: list[int]):
    return [total(1, *values), labelled("c", *values, 10)]


def rest(values: list[int]):
    return first_and_rest(*values)


# called(1); called(-5)
# unpacked([]); unpacked([1, 2, 3])
# mixed([]); mixed([4, 5])
# rest([1]); rest([1, 2, 3]); rest([])
