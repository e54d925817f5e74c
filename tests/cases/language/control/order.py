"""The order in which operands, arguments and targets are evaluated."""


def noted(log: list, value: int):
    log.append(value)
    return value


def operands(n: int):
    log = []
    result = noted(log, n) + noted(log, 2) * noted(log, 3) - noted(log, 4)
    return [result, log]


def arguments(n: int):
    log = []
    result = max(noted(log, n), noted(log, 5), noted(log, 1))
    return [result, log]


def displays(n: int):
    log = []
    d = {noted(log, 1): noted(log, n), noted(log, 2): noted(log, n + 1)}
    return [list(d.values()), log]


def assigned(n: int):
    log = []
    values = [0, 0, 0]
    values[noted(log, 1)] = noted(log, n)
    return [values, log]


def short(n: int):
    log = []
    found = noted(log, n) > 3 and noted(log, n) < 10 or noted(log, 0) == 0
    return [found, log]


# operands(1); operands(-7)
# arguments(9); arguments(0)
# displays(4)
# assigned(8); assigned(0)
# short(1); short(5); short(50)
