"""global, and module-level variables that change."""

counter = 0
log = []
settings = {"mode": "a", "limit": 3}


def up(n: int):
    global counter
    counter += n
    return counter


def note(text: str):
    log.append(text)
    return len(log)


def read():
    return [counter, list(log), settings["mode"]]


def switched(mode: str):
    settings["mode"] = mode
    settings.setdefault("seen", 0)
    settings["seen"] += 1
    return [settings["mode"], settings["seen"], len(settings)]


def shadowed(n: int):
    counter = n
    counter += 1
    return counter


def rebound(values: list[str]):
    global log
    log = [v for v in values if v]
    return log


def unbound(n: int):
    if n > 0:
        value = n
    return value


# up(1); up(-3); up(0)
# note("a"); note("b")
# read()
# switched("b"); switched("c")
# shadowed(7)
# rebound(["x", "", "y"]); note("c"); read()
# unbound(1); unbound(0)
