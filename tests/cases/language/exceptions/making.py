"""Exceptions whose `__init__` does more than set attributes, and calls that of a base."""


class AppError(Exception):
    """Something went wrong."""

    status = 500

    def __init__(self, message, code=None, detail=""):
        if code is None:
            code = "E" + str(len(message))
        text = f"[{code}] {message}"
        super().__init__(text)
        self.code = code
        self.detail = detail or "no detail"


class Missing(AppError):
    status = 404

    def __init__(self, name: str):
        super().__init__(f"no {name}", detail=name.upper())
        self.name = name


class Gone(Missing):
    def __init__(self, name, since: int = 0):
        Missing.__init__(self, name)
        days = since * 2
        if days < 0:
            days = 0
        self.days: int = days


class Plain(AppError):
    pass


class Worded(ValueError):
    def __init__(self, words):
        words = [word.strip() for word in words]
        count = len(words)
        super().__init__(", ".join(words))
        count += 1
        self.count = count


def fail(kind: str, name: str, n: int):
    if kind == "app":
        raise AppError(name)
    if kind == "coded":
        raise AppError(name, "C1", "d")
    if kind == "missing":
        raise Missing(name)
    if kind == "gone":
        raise Gone(name, n)
    if kind == "plain":
        raise Plain(name, code="P")
    if kind == "worded":
        raise Worded([name, " x "])
    return "fine"


def uncaught(kind: str, name: str, n: int):
    return fail(kind, name, n)


def told(kind: str, name: str, n: int):
    try:
        return fail(kind, name, n)
    except Gone as error:
        return [str(error), error.code, error.detail, error.name, str(error.days)]
    except Missing as error:
        return [str(error), error.code, error.detail, error.name]
    except AppError as error:
        return [str(error), error.code, error.detail, type(error).__name__]
    except ValueError as error:
        return [str(error), repr(error)]


def by_base(kind: str, name: str):
    try:
        fail(kind, name, 1)
    except AppError as error:
        return error.code + error.detail
    return "none"


def counted(name: str):
    try:
        raise Worded([name])
    except Worded as error:
        return [error.count, str(error)]


def chained(text: str):
    try:
        try:
            return int(text)
        except ValueError as error:
            raise Missing(text) from error
    except AppError as error:
        return str(error)


# uncaught("app", "a", 0); uncaught("coded", "é", 0); uncaught("missing", "x", 0); uncaught("gone", "y", 1); uncaught("plain", "", 0); uncaught("worded", "w", 0); uncaught("", "", 0)
# told("app", "", 0); told("coded", "a", 0); told("missing", "it's", 0); told("gone", "g", 3); told("gone", "g", -3); told("plain", "p", 0); told("worded", " w", 0); told("", "", 0)
# by_base("gone", "g"); by_base("app", "abc"); by_base("plain", "q"); by_base("", "")
# counted("a"); counted("")
# chained("12"); chained("x")
