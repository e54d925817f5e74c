"""except without a class, pass, and nested handlers."""


def bare(text: str):
    try:
        return float(text)
    except:
        return None


def passed(text: str):
    value = -1
    try:
        value = int(text)
    except ValueError:
        pass
    return value


def in_handler(text: str):
    try:
        return int(text)
    except ValueError:
        try:
            return int(text, 16)
        except ValueError:
            return "neither"


def name_is_gone(text: str):
    error = "before"
    try:
        int(text)
    except ValueError as error:
        pass
    return error


# bare("1.5"); bare("x")
# passed("5"); passed("")
# in_handler("10"); in_handler("ff"); in_handler("zz")
# name_is_gone("5"); name_is_gone("x")
