"""What a generator does is done when it is asked for."""


def noted(log, n):
    log.append("start")
    for i in range(n):
        log.append(f"before {i}")
        yield i
        log.append(f"after {i}")
    log.append("end")


def order(n: int):
    log = []
    for value in noted(log, n):
        log.append(f"got {value}")
    return log


def stopped(n: int):
    log = []
    for value in noted(log, n):
        if value == 1:
            break
    return log


def unused(n: int):
    log = []
    noted(log, n)
    return log


# order(0); order(2)
# stopped(0); stopped(5)
# unused(3)
