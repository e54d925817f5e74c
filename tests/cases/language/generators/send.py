"""send, close and generators as objects."""


def averager():
    total, count = 0, 0
    value = yield None
    while True:
        total += value
        count += 1
        value = yield total / count


def sent(values: list[int]):
    g = averager()
    next(g)
    return [g.send(v) for v in values]


def closed():
    g = averager()
    next(g)
    g.close()
    return next(g, "closed")


# sent([]); sent([1, 2, 6])
# closed()
