"""contextlib.contextmanager."""

import contextlib
from contextlib import contextmanager


@contextmanager
def noted(log, name):
    log.append("+" + name)
    try:
        yield name.upper()
    finally:
        log.append("-" + name)


@contextlib.contextmanager
def plain(log, start=1):
    """Without a `try`: what stands behind the `yield` is left out when something is raised."""
    total = start * 2
    log.append("before")
    yield total
    log.append(f"after {total}")


@contextmanager
def transaction(log, *, strict=False):
    log.append("begin")
    count = len(log)
    try:
        yield
        log.append("commit")
    except ValueError as error:
        log.append(f"rollback {error} {count}")
        if strict:
            raise
    except KeyError:
        log.append("missing")
        raise RuntimeError("no such key") from None
    else:
        log.append("fine")
    finally:
        log.append("end")


@contextmanager
def committed(log):
    try:
        yield len(log)
        log.append("commit")
    finally:
        log.append("close")


class Store:
    def __init__(self):
        self.log = []
        self.depth = 0

    @contextmanager
    def session(self, label):
        self.depth += 1
        try:
            yield self.depth
        finally:
            self.depth -= 1
            self.log.append(label)


@contextmanager
def checked(limit):
    if limit < 0:
        raise ValueError("negative")
    yield [limit]


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


def behind(start: int, text: str):
    log = []
    try:
        with plain(log, start) as total:
            log.append(str(total + int(text)))
    except ValueError:
        log.append("lost")
    return log


def usual(text: str):
    log = []
    with plain(log) as total:
        total += 1
        log.append(str(total))
        name = text
    log.append(name)
    return log


def transacted(text: str, strict: bool):
    log = []
    table = {"1": "one"}
    try:
        with transaction(log, strict=strict):
            int(text)
            log.append(table[text])
    except Exception as error:
        log.append(type(error).__name__ + " " + str(error))
    return log


def lenient(text: str):
    log = []
    number = -1
    with transaction(log):
        number = int(text)
    return [number, log]


def early(log, text):
    with committed(log) as size:
        if not text:
            return size
        log.append(text[2])
    return -1


def left(text: str):
    log = ["x"]
    result = early(log, text)
    return [result, log]


def looped(texts: list[str]):
    log = []
    for text in texts:
        with committed(log), noted(log, text):
            if text == "skip":
                continue
            if text == "stop":
                break
            log.append(text)
    return log


def methods(text: str):
    store = Store()
    seen = []
    with store.session("outer") as first:
        with store.session("inner") as second:
            seen.append(first + second)
    try:
        with store.session("failing"):
            seen.append(int(text))
    except ValueError:
        seen.append(store.depth)
    return [seen, store.log, store.depth]


def refused(limit: int):
    with checked(limit) as items:
        items.append(1)
    return items


# used("a"); used(""); used("\u00df")
# raising("5"); raising("x")
# behind(3, "4"); behind(-1, "z"); behind(4611686018427387904, "1")
# usual("t"); usual("")
# transacted("1", False); transacted("1", True); transacted("x", False); transacted("x", True); transacted("2", False)
# lenient("8"); lenient("h")
# left(""); left("abc"); left("a")
# looped([]); looped(["a", "skip", "b", "stop", "c"])
# methods("1"); methods("r")
# refused(0); refused(-1)
