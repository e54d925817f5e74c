"""What a table is, and how its values are written down."""

import base64
import copy
import itertools
import json
import random
import sys

TABLES = {}
MOST_ROWS = 300


class Table:
    """One helper: its parameters, the Python expression that it stands for, and the argument lists to record."""

    def __init__(self, helper, meaning, rows, scope):
        self.helper = helper
        parameters, self.expression = meaning.split(":", 1)
        self.parameters = [name.strip() for name in parameters.split(",")] if parameters.strip() else []
        self.expression = self.expression.strip()
        self.function = eval("lambda " + meaning, scope)
        self.rows = rows

    def record(self, python):
        lines = []
        seen = set()
        for row in self.rows:
            if len(row) != len(self.parameters):
                raise ValueError(f"{self.helper}: {row!r} does not fit {self.parameters}")
            line = self.call(row)
            if line not in seen:
                seen.add(line)
                lines.append(line)
        if len(lines) > MOST_ROWS:
            raise ValueError(f"{self.helper}: {len(lines)} rows")
        head = {"helper": self.helper, "python": python, "parameters": self.parameters, "expression": self.expression}
        return json.dumps(head)[:-1] + ', "calls": [\n' + ",\n".join(lines) + "\n]}\n"

    def call(self, row):
        arguments = [copy.deepcopy(argument) for argument in row]
        call = {"args": [encode(argument) for argument in arguments]}
        try:
            result = self.function(*arguments)
        except Exception as error:
            call["raises"] = {"class": type(error).__name__, "str": str(error)}
            str(error).encode()
            if type(error).__module__ != "builtins":
                call["raises"]["module"] = type(error).__module__
        else:
            call["result"] = encode(result)
        after = [encode(argument) for argument in arguments]
        if after != call["args"]:
            call["after"] = after
        return json.dumps(call)


def encode(value):
    """A value in its tagged form; README.md lists the tags."""
    if value is None or isinstance(value, bool):
        return value
    if type(value) is int:
        return {"int": decimal(value)}
    if type(value) is float:
        return {"float": repr(value)}
    if type(value) is complex:
        return {"complex": repr(value)}
    if type(value) is str:
        if any("\ud800" <= character <= "\udfff" for character in value):
            return {"code_points": [ord(character) for character in value]}
        return {"str": value}
    if type(value) is bytes:
        return {"bytes": base64.b64encode(value).decode()}
    if type(value) is list:
        return {"list": [encode(item) for item in value]}
    if isinstance(value, tuple):
        return {"tuple": [encode(item) for item in value]}
    if type(value) is dict:
        return {"dict": [[encode(key), encode(item)] for key, item in value.items()]}
    if type(value) in (set, frozenset):
        return {"set": sorted((encode(item) for item in value), key=json.dumps)}
    raise TypeError(f"no tag for {value!r}")


def decimal(value):
    """The digits of an int of any size; str() has a limit, and rows are about it."""
    limit = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(0)
    try:
        return str(value)
    finally:
        sys.set_int_max_str_digits(limit)


def table(helper, meaning, rows, **scope):
    """Declares the table of a helper. `meaning` is `parameters: expression`, `rows` argument tuples."""
    if helper in TABLES:
        raise ValueError(f"{helper} is declared twice")
    TABLES[helper] = Table(helper, meaning, list(rows), scope)


def seeded(name):
    """A random generator that depends on the name alone."""
    return random.Random(f"pivot {name}")


def every(*choices):
    """Every combination of the choices."""
    return list(itertools.product(*choices))


def some(name, count, *choices):
    """`count` of the combinations of the choices, drawn by the name, in order."""
    rows = every(*choices)
    if len(rows) <= count:
        return rows
    picked = sorted(seeded(name).sample(range(len(rows)), count))
    return [rows[index] for index in picked]


def one(items):
    """Rows of a single argument."""
    return [(item,) for item in items]
