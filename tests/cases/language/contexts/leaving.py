"""What leaves a `with`: return, break, continue, exceptions, several managers in each other."""


class Step:
    def __init__(self, log, label):
        self.log = log
        self.label = label

    def __enter__(self):
        self.log.append("in " + self.label)
        return self.label * 2

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.log.append("done " + self.label)
        else:
            self.log.append(f"{kind.__name__} {self.label}: {value}")


class Opening:
    def __init__(self, log, allowed):
        self.log = log
        self.allowed = allowed

    def __enter__(self):
        if not self.allowed:
            raise PermissionError("closed")
        self.log.append("open")
        return self

    def __exit__(self, *details):
        self.log.append("shut")


class Depth:
    def __init__(self):
        self.level = 0
        self.deepest = 0

    def __enter__(self):
        self.level += 1
        self.deepest = max(self.deepest, self.level)
        return self.level

    def __exit__(self, kind, value, trace):
        self.level -= 1


class Failing:
    def __init__(self, log):
        self.log = log

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.log.append("exit")
        raise KeyError("from exit")


def bound(text: str):
    log = []
    with Step(log, text) as doubled:
        log.append(doubled)
    log.append(doubled)
    return log


def returned(log, number):
    with Step(log, "r"):
        if number > 0:
            return number * 10
        log.append("on")
    return -1


def returning(number: int):
    log = []
    result = returned(log, number)
    return [result, log]


def rounds(numbers: list[int]):
    log = []
    for number in numbers:
        with Step(log, str(number)):
            if number < 0:
                break
            if number == 0:
                continue
            log.append(str(100 // number))
    else:
        log.append("all")
    return log


def raised(text: str, index: int):
    log = []
    try:
        with Step(log, "outer"), Step(log, "inner") as inner:
            log.append(inner[index])
            log.append(str(int(text)))
    except (ValueError, IndexError) as error:
        log.append("caught " + str(error))
    finally:
        log.append("end")
    return log


def opened(allowed: bool, text: str):
    log = []
    try:
        with Opening(log, allowed) as door:
            log.append(str(door.allowed))
            log.append(str(float(text)))
    except PermissionError as error:
        log.append(str(error))
    except ValueError:
        log.append("no number")
    return log


def counted(numbers: list[int]):
    depth = Depth()
    seen = []
    for number in numbers:
        with depth as first:
            seen.append(first)
            if number % 2:
                with depth as second:
                    seen.append(second)
    return [depth.level, depth.deepest, seen]


def replaced(text: str):
    log = []
    try:
        with Failing(log):
            log.append(str(int(text)))
    except KeyError as error:
        log.append(repr(error))
    return log


def uncaught(text: str):
    log = []
    with Step(log, "a"):
        log.append(str(int(text)))
    return log


def until(limit: int):
    log = []
    count = 0
    while True:
        with Step(log, "w"):
            count += 1
            if count >= limit:
                break
    return [count, len(log)]


def argument(number: int):
    log = []
    label = str(number)
    with Step(log, label) as got:
        label = "other"
        log.append(label + got)
    return log


# bound("a"); bound(""); bound("é\u20ac")
# returning(3); returning(0); returning(-5); returning(9223372036854775807); returning(922337203685477580)
# rounds([]); rounds([1, 2]); rounds([0, 5, -1, 7]); rounds([0, 0]); rounds([-1])
# raised("5", 0); raised("x", 1); raised("7", 99); raised("", -1)
# opened(True, "1.5"); opened(False, "1"); opened(True, "x"); opened(True, "nan")
# counted([]); counted([1]); counted([2]); counted([1, 2, 3])
# replaced("1"); replaced("z")
# uncaught("3"); uncaught("q")
# until(0); until(1); until(4)
# argument(1); argument(-7)
