"""Module-level constants past 64 bits."""

HUGE = 2**64
MASK = 0xFFFFFFFFFFFFFFFF
LOW = -(2**63) - 1
SMALL = 5
TABLE = {2**64: "a", 3: "b"}


# looked(0); looked(3); looked(-1); looked(9223372036854775807)
def looked(n: int):
    return [TABLE.get(n), TABLE.get(HUGE), HUGE in TABLE, n in [HUGE, 3], HUGE in [HUGE, n]]


# same(0); same(-1); same(9223372036854775807); same(-9223372036854775808)
def same(n: int):
    return [n == HUGE, HUGE == n, HUGE == MASK + 1, HUGE != MASK, n < HUGE, LOW < n, max(n, HUGE), min(LOW, n), sorted([HUGE, n, LOW, MASK])]


# counted(0); counted(5); counted(-1)
def counted(n: int):
    counts = {}
    counts[HUGE] = n
    counts[MASK] = n + 1
    counts[HUGE] += 1
    return [counts[HUGE], counts.get(MASK), len(counts)]


# passed(0); passed(1); passed(-9223372036854775808); passed(9223372036854775807)
def passed(n: int):
    return [twice(HUGE), twice(n), either(n), -HUGE, abs(LOW), HUGE // 3, divmod(HUGE, 10)[1]]


def twice(n):
    return 2 * n


# either(0); either(1); either(-9223372036854775808)
def either(n: int):
    return HUGE if n > 0 else n


# walked(0); walked(1); walked(-1); walked(9223372036854775807)
def walked(n: int):
    total = HUGE
    for item in [HUGE, n, MASK]:
        total += item
    while total > HUGE:
        total -= MASK
    return [total, HUGE]


# shown(0); shown(1); shown(-9223372036854775808)
def shown(n: int):
    return str(HUGE) + f" {MASK:x} {HUGE}" + repr([HUGE, n]) + ("yes" if HUGE and not n else "no")
