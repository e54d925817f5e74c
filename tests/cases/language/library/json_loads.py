"""json.loads: what is read, and the errors' texts."""

import json


def read(text: str):
    return json.loads(text)


def kept(text: str):
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return [error.msg, error.lineno, error.colno, error.pos]


def as_value_error(text: str):
    try:
        json.loads(text)
    except ValueError as error:
        return str(error)
    return "fine"


def of_bytes(text: str):
    return json.loads(text.encode("utf-8"))


# read("[1, 2.50, \"a\", null, true]"); read("{\"a\": {\"b\": []}}"); read(" 1 "); read("\"\\u00e9\""); read(""); read("{"); read("[1,]"); read("{\"a\" 1}"); read("nul"); read("1 2")
# kept("[1"); kept("{\"a\":}"); kept("[1,\n 2,\n x]"); kept("[]")
# as_value_error("'a'"); as_value_error("\"a"); as_value_error("[01]"); as_value_error("{}")
# of_bytes("{\"é\": 1}"); of_bytes("x")
