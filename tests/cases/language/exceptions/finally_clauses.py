"""finally with return, break, continue and exceptions."""


def returns(n: int):
    log = []

    def inner():
        try:
            if n == 0:
                return "early"
            if n < 0:
                raise ValueError("negative")
            log.append("body")
        finally:
            log.append("finally")
        return "end"

    try:
        log.append(inner())
    except ValueError as error:
        log.append(str(error))
    return log


def overrides(n: int):
    try:
        return n // 0
    finally:
        if n > 5:
            return -1


def loops(values: list[int]):
    seen = []
    for value in values:
        try:
            if value == 0:
                continue
            if value < 0:
                break
            seen.append(10 // value)
        finally:
            seen.append(value)
    else:
        seen.append("all")
    return seen


def nested(a: int, b: int):
    log = []
    try:
        try:
            log.append(a // b)
        finally:
            log.append("inner")
            log.append(b // a)
    except ZeroDivisionError:
        log.append("zero")
    finally:
        log.append("outer")
    return log


# returns(1); returns(0); returns(-1)
# overrides(1); overrides(6)
# loops([]); loops([5, 2]); loops([5, 0, 2]); loops([3, -1, 4]); loops([11])
# nested(1, 2); nested(0, 2); nested(1, 0); nested(0, 0)
