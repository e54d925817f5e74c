"""json.dumps with its options."""

import json


def plain(value):
    return json.dumps(value)


def indented(value):
    return json.dumps(value, indent=2)


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def ordered(value):
    return json.dumps(value, sort_keys=True)


def unescaped(text: str):
    return json.dumps({"text": text}, ensure_ascii=False)


def numbers(x: float, n: int):
    return json.dumps([x, n, x * 2, n / 3])


# plain({"b": 1, "a": [True, None, 1.0, "é"]}); plain([]); plain({}); plain("\u2028\"\\/"); plain(None); plain([[], {}, [[]]])
# indented({"b": 1, "a": [1, {"c": []}], "d": {}}); indented([]); indented([1]); indented("a")
# compact({"a": [1, 2], "b": {"c": 1}}); compact([])
# ordered({"b": 1, "a": {"z": 1, "y": 2}}); ordered({})
# unescaped("é日😀\u0001\n"); unescaped("")
# numbers(0.1, 10); numbers(1e16, -1); numbers(1e-7, 9007199254740992); numbers(-0.0, 0)
