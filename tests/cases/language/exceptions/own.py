"""Classes of exceptions of one's own."""


class AppError(Exception):
    pass


class NotFound(AppError):
    def __init__(self, name):
        super().__init__(f"no {name}")
        self.name = name


class Limit(AppError):
    """Too much."""

    def __init__(self, value, most=10):
        self.value = value
        self.most = most
        super().__init__(value, most)


def check(n: int):
    if n == 0:
        raise AppError("zero")
    if n < 0:
        raise NotFound(str(n))
    if n > 10:
        raise Limit(n)
    if n == 5:
        raise AppError
    return n


def uncaught(n: int):
    return check(n)


def by_base(n: int):
    try:
        return str(check(n))
    except AppError as error:
        return f"{type(error).__name__} {error}"


def attribute(n: int):
    try:
        check(n)
    except NotFound as error:
        return error.name
    except Limit as error:
        return f"{error.value} > {error.most}"
    except AppError as error:
        return repr(error)
    return "fine"


def arguments(n: int):
    try:
        check(n)
    except AppError as error:
        return list(error.args)
    return []


# uncaught(1); uncaught(0); uncaught(-1); uncaught(11); uncaught(5)
# by_base(1); by_base(0); by_base(-1); by_base(11); by_base(5)
# attribute(1); attribute(0); attribute(-1); attribute(11); attribute(5)
# arguments(1); arguments(0); arguments(-7); arguments(12)
