"""Context managers of one's own."""


class Guard:
    def __init__(self, log, swallow=False):
        self.log = log
        self.swallow = swallow

    def __enter__(self):
        self.log.append("enter")
        return self

    def __exit__(self, kind, value, traceback):
        self.log.append("exit " + (kind.__name__ if kind else "none"))
        return self.swallow


def plain(n: int):
    log = []
    with Guard(log) as guard:
        guard.log.append(str(n))
    return log


def raising(text: str):
    log = []
    try:
        with Guard(log):
            log.append(str(int(text)))
    except ValueError:
        log.append("caught")
    return log


def swallowed(text: str):
    log = []
    with Guard(log, swallow=True):
        log.append(str(int(text)))
    log.append("on")
    return log


def returns(n: int):
    log = []

    def inner():
        with Guard(log):
            return n

    return [inner(), log]


def two(n: int):
    log = []
    with Guard(log), Guard(log):
        log.append(str(n))
    return log


# plain(1)
# raising("1"); raising("x")
# swallowed("1"); swallowed("x")
# returns(5)
# two(3)
