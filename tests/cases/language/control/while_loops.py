"""while with break, continue and else."""


def halved(n: int):
    steps = 0
    while n > 1:
        n = n // 2
        steps += 1
    return [n, steps]


def searched(values: list[int], wanted: int):
    i = 0
    while i < len(values):
        if values[i] == wanted:
            break
        i += 1
    else:
        return -1
    return i


def odd_only(n: int):
    found = []
    i = 0
    while True:
        i += 1
        if i > n:
            break
        if i % 2 == 0:
            continue
        found.append(i)
    return found


def drained(values: list[int]):
    total = 0
    while values:
        total += values.pop()
        if total > 100:
            return f"more than 100, {len(values)} left"
    return str(total)


# halved(1000); halved(1); halved(0); halved(-8); halved(4611686018427387904)
# searched([4, 5, 6], 5); searched([], 5); searched([4], 9); searched([7, 7], 7)
# odd_only(0); odd_only(1); odd_only(9); odd_only(-3)
# drained([]); drained([1, 2, 3]); drained([50, 60, 70]); drained([-1])
