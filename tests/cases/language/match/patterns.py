"""Patterns: what each matches, and what it binds."""

from dataclasses import dataclass
from enum import Enum

LIMIT = 10


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Codes:
    OK = 200
    GONE = 410


@dataclass
class Move:
    x: int
    y: int
    how: str = "walk"


def kinds(value):
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case 0 | 1:
            return "bit"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float():
            return "number"
        case "":
            return "empty"
        case str(text):
            return text.upper()
        case None:
            return "nothing"
        case [] | {}:
            return "container"
        case list():
            return "list"
        case _:
            return "other"


def event(body):
    match body:
        case {"type": "login", "user": {"name": str(name)}}:
            return "hello " + name
        case {"type": "move", "to": [int(x), int(y)]}:
            return [x, y]
        case {"type": "batch", "items": [first, *rest]}:
            return [first, rest]
        case {"type": "batch", "items": []}:
            return "empty batch"
        case {"type": kind, **others}:
            return [kind, others]
        case [1, [2, *_], *_, last]:
            return {"last": last}
        case _:
            return None


def status(code: int):
    match code:
        case Codes.OK:
            return "ok"
        case Codes.GONE:
            return "gone"
        case 404 | 405:
            return "missing"
        case -1:
            return "minus"
        case code if 500 <= code < 600:
            return f"server {code}"
    return "unknown"


def measured(size: float):
    match size:
        case 0:
            return "zero"
        case 1.5:
            return "one and a half"
        case x if x < 0:
            return "below"
        case other:
            return str(other)


def once(values: list[str]):
    calls = []

    def taken():
        calls.append("taken")
        return values

    match taken():
        case ["x"]:
            return ["x", len(calls)]
        case [a, b]:
            return [a, b, len(calls)]
        case [*everything]:
            everything.append("!")
            return [everything, values]


def kept_after_guard(n: int):
    found = 0
    match n:
        case found if found > 5:
            return "big"
        case 3:
            return ["three", found]
    return found


def rebound(values: list[int]):
    match values:
        case [values, 0]:
            return values
        case [values, *_] if values > 5:
            return [values]
        case [1, rest]:
            return rest
        case _:
            return "none"


def steps(x: int, y: int, how: str):
    move = Move(x, y, how)
    match move:
        case Move(0, 0):
            return "still"
        case Move(x=0, how="run" | "race"):
            return "up fast"
        case Move(a, b, "jump"):
            return a * b
        case Move(y=height) as whole if height > 3:
            return [height, whole.how]
        case Move():
            return "some"


def perhaps(text: str):
    found = {"a": "first", "b": ""}.get(text)
    match found:
        case None:
            return "missing"
        case "":
            return "empty"
        case other:
            return other + "!"


def pairs(a: int, b: str):
    match (a, b):
        case (0, _):
            return "zero"
        case (n, "x"):
            return n
        case (_, text) if text:
            return text
        case (1 | 2, ""):
            return "small"
    return "end"


def in_loop(words: list[str]):
    found = []
    for word in words:
        match word.split("="):
            case [""]:
                continue
            case ["stop"]:
                break
            case [key]:
                found.append(key)
            case [key, value]:
                found.append(f"{key}:{value}")
            case [key, *more]:
                found.append(key + str(len(more)))
    return found


def raising(text: str):
    try:
        match int(text):
            case 0:
                raise KeyError("zero")
            case n:
                return 10 // (n - 1)
    except KeyError as error:
        return str(error)


def fallen(n: int):
    result = "start"
    match n:
        case 1:
            result = "one"
        case 2:
            pass
    return result


# kinds(True); kinds(False); kinds(0); kinds(1.0); kinds(101); kinds(7); kinds(2.5); kinds(""); kinds("é"); kinds(None); kinds([]); kinds({}); kinds([0]); kinds({"a": 1})
# event({"type": "login", "user": {"name": "ann"}}); event({"type": "login", "user": {"name": 1}}); event({"type": "login"}); event({"type": "move", "to": [1, -2]}); event({"type": "move", "to": [1, 2.5]}); event({"type": "move", "to": "ab"})
# event({"type": "batch", "items": [1]}); event({"type": "batch", "items": [1, 2, 3]}); event({"type": "batch", "items": []}); event({"type": None, "k": 1}); event({}); event([1, [2], 9]); event([1, [2, 3], 4, 5]); event([1, [2]]); event("text"); event(None)
# status(200); status(410); status(405); status(-1); status(503); status(600); status(9223372036854775807)
# measured(0.0); measured(-0.0); measured(1.5); measured(-3.0); measured(7.25)
# once(["x"]); once(["x", "y"]); once([]); once(["a", "b", "c"])
# kept_after_guard(7); kept_after_guard(3); kept_after_guard(1)
# rebound([4, 0]); rebound([7, 8]); rebound([1, 2]); rebound([3]); rebound([])
# steps(0, 0, "walk"); steps(0, 2, "race"); steps(2, 5, "jump"); steps(1, 4, "run"); steps(1, 1, "run"); steps(0, 9, "walk")
# perhaps("a"); perhaps("b"); perhaps("c")
# pairs(0, "x"); pairs(5, "x"); pairs(5, "y"); pairs(2, ""); pairs(3, "")
# in_loop(["a", "b=1", "", "c=1=2", "stop", "d"]); in_loop([])
# raising("0"); raising("1"); raising("x"); raising("3")
# fallen(1); fallen(2); fallen(3)
