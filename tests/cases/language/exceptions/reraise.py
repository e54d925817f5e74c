"""raise without an exception, raise from, causes."""


class Wrapped(Exception):
    pass


def again(text: str):
    seen = []
    try:
        try:
            return int(text)
        except ValueError:
            seen.append("inner")
            raise
    except ValueError as error:
        seen.append(str(error))
    return seen


def wrapped(text: str):
    try:
        return int(text)
    except ValueError as error:
        raise Wrapped(f"bad: {error}") from error


def cause(text: str):
    try:
        return wrapped(text)
    except Wrapped as error:
        return f"{error} / {error.__cause__}"


def hidden(text: str):
    try:
        return int(text)
    except ValueError:
        raise KeyError(text) from None


def replaced(text: str):
    try:
        return int(text)
    except ValueError:
        return {}[text]


# again("1"); again("x")
# wrapped("1"); wrapped("x")
# cause("2"); cause("y")
# hidden("3"); hidden("z")
# replaced("4"); replaced("w")
