"""range() with a step that is computed."""


def chunks(values: list[int], size: int):
    found = []
    for start in range(0, len(values), size):
        found.append(values[start : start + size])
    return found


def stepped(first: int, last: int, step: int):
    found = []
    for i in range(first, last, step):
        if i == 13:
            continue
        if len(found) > 4:
            break
        found.append(i)
    else:
        found.append(0)
    return found


def changed(n: int):
    step = 1
    found = []
    for i in range(0, n, step):
        step += 1
        i += step
        found.append(i)
    return found


# chunks([1, 2, 3, 4, 5], 2); chunks([], 3); chunks([1], 0); chunks([1, 2], -1); chunks([1, 2, 3], 9223372036854775807)
# stepped(0, 10, 3); stepped(10, 0, -4); stepped(0, 10, -1); stepped(3, 3, 1); stepped(1, 5, 0); stepped(11, 90, 2)
# stepped(9223372036854775800, 9223372036854775807, 3); stepped(-9223372036854775807, -9223372036854775808, -5)
# changed(3); changed(0)
