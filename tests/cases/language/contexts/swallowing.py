"""Context managers that end an exception."""


class Ignore:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None and issubclass(kind, ValueError):
            self.log.append("ignored " + str(value))
            return True
        return False


class Collect:
    def __init__(self):
        self.errors = []

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if value:
            self.errors.append(type(value).__name__)
        return isinstance(value, (KeyError, ZeroDivisionError))


class Everything:
    def __enter__(self):
        pass

    def __exit__(self, *_):
        return True


class Count:
    def __init__(self, wanted):
        self.wanted = wanted
        self.found = 0

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if not kind:
            return
        self.found += 1
        return self.wanted - self.found


def ignored(text: str):
    log = []
    result = 0
    with Ignore(log):
        result = int(text)
        log.append("read")
    return [result, log]


def other(numbers: list[int], index: int):
    log = []
    with Ignore(log):
        log.append(str(numbers[index]))
    log.append("after")
    return log


def collected(values: list[int], keys: list[str]):
    table = {"a": 1, "b": 0}
    total = 0
    with Collect() as seen:
        for value, key in zip(values, keys):
            total += value // table[key]
    return [total, seen.errors]


def first_text(texts: list[str]):
    for text in texts:
        with Everything():
            return int(text)
    return None


def state(text: str):
    step = "start"
    with Everything():
        step = "parsing"
        number = int(text)
        step = f"got {number}"
    return step


def kinds(text: str):
    found = None
    with Everything():
        found = int(text)
        found = text
    return found if found is None else str(found) + "!"


def skipped(texts: list[str]):
    out = []
    for text in texts:
        with Everything():
            if text == "stop":
                break
            if not text:
                continue
            out.append(int(text))
    return out


def nested(text: str):
    log = []
    with Everything():
        with Ignore(log):
            log.append(text[3])
            int(text)
        log.append("inner done")
    log.append("outer done")
    return log


def counting(wanted: int, text: str):
    with Count(wanted) as seen:
        seen.wanted += 0
        int(text)
    return seen.found


def unassigned(text: str):
    with Everything():
        number = int(text)
    return number


# ignored("5"); ignored("x"); ignored(""); ignored("-9223372036854775808")
# other([1], 0); other([], 0); other([1, 2], -3)
# collected([4, 6], ["a", "a"]); collected([4, 6], ["a", "c"]); collected([4, 6], ["a", "b"]); collected([], [])
# first_text(["x", "5"]); first_text([]); first_text(["a", ""]); first_text(["7"])
# state("4"); state("q")
# kinds("4"); kinds("z")
# skipped(["1", "x", "", "3", "stop", "4"]); skipped([])
# nested("1234"); nested("12"); nested("abcd")
# counting(1, "2"); counting(2, "y"); counting(1, "y"); counting(0, "")
# unassigned("3"); unassigned("w")
