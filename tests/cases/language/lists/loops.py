"""Lists that change while they are walked, and loops with else."""


def grows(values: list[int]):
    for v in values:
        if len(values) < 6:
            values.append(v + 1)
    return values


def removes(values: list[int]):
    for v in values:
        if v % 2 == 0:
            values.remove(v)
    return values


def over_copy(values: list[int]):
    for v in values[:]:
        if v % 2 == 0:
            values.remove(v)
    return values


def found(values: list[int], wanted: int):
    for i, v in enumerate(values):
        if v == wanted:
            break
    else:
        return "no"
    return i


def while_else(n: int):
    seen = []
    while n > 0:
        n -= 1
        if n == 5:
            break
        seen.append(n)
    else:
        seen.append(-1)
    return seen


def while_pop(values: list[int]):
    total = 0
    while values:
        total = total * 10 + values.pop()
    return total


def nested_break(rows: list[list[int]]):
    for row in rows:
        for v in row:
            if v < 0:
                break
        else:
            continue
        return row
    return None


# grows([1]); grows([]); grows([1, 2, 3])
# removes([2, 4, 1, 6, 8]); removes([])
# over_copy([2, 4, 1])
# found([1, 2], 2); found([], 1); found([1], 5)
# while_else(3); while_else(8); while_else(0)
# while_pop([1, 2, 3]); while_pop([])
# nested_break([[1], [2, -1], [-5]]); nested_break([[1]]); nested_break([])
