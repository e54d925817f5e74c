"""contextlib.contextmanager."""

from contextlib import contextmanager


@contextmanager
def noted(log, name):
    log.append("+" + name)
    try:
        yield name.upper()
    finally:
        log.append("-" + name)


def used(name: str):
    log = []
    with noted(log, name) as big:
        log.append(big)
    return log


def raising(text: str):
    log = []
    try:
        with noted(log, "a"):
            log.append(str(int(text)))
    except ValueError as error:
        log.append(str(error))
    return log


# used("a"); used("")
# raising("5"); raising("x")
