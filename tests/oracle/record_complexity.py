"""Records what radon 6.0.1, ruff and complexipy 8.3.0 count.

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install radon==6.0.1 ruff==0.17.5 complexipy==8.3.0
    /tmp/venv/bin/python tests/oracle/record_complexity.py > tests/oracle/complexity.json

For whole files (paths on stdin), one JSON line each, as tests/complexity.rs asks for:

    /tmp/venv/bin/python tests/oracle/record_complexity.py files
"""

import ast
import json
import os
import subprocess
import sys
import tempfile

from complexipy import code_complexity
from radon.complexity import cc_visit
from radon.visitors import Function

CONSTRUCTS = {
    "empty": "pass",
    "if": "if a: pass",
    "if_else": "if a: pass\nelse: pass",
    "if_elif_else": "if a: pass\nelif b: pass\nelse: pass",
    "if_else_if": "if a: pass\nelse:\n    if b: pass",
    "nested_if": "if a:\n    if b:\n        if c: pass",
    "for": "for x in a: pass",
    "for_else": "for x in a: pass\nelse: pass",
    "async_for": "async for x in a: pass",
    "while": "while a: pass",
    "while_else": "while a: pass\nelse: pass",
    "try_except": "try: pass\nexcept A: pass",
    "try_except2": "try: pass\nexcept A: pass\nexcept B: pass",
    "try_except_else": "try: pass\nexcept A: pass\nelse: pass",
    "try_finally": "try: pass\nfinally: pass",
    "try_finally_if": "try: pass\nfinally:\n    if a: pass",
    "try_star": "try: pass\nexcept* A: pass\nexcept* B:\n    if a: pass\nelse: pass",
    "with_if": "with a:\n    if b: pass",
    "with_bool": "with a or b: pass",
    "async_with_if": "async with a:\n    if b: pass",
    "assert": "assert a",
    "assert_and": "assert a and b, c or d",
    "and3": "x = a and b and c",
    "and_or": "x = a and b or c and d",
    "not_call": "x = not any(a for a in b) and -g(c or d)",
    "and_group": "x = a and (b and c) and not (d and e)",
    "not_and": "x = not (a and b) and c",
    "if_and": "if a and b: pass",
    "ternary": "x = a if b else c",
    "ternary_nested": "x = a if b else (c if d else e)",
    "listcomp_2for_2if": "x = [a for b in c if d if e for f in g if h and i]",
    "dictcomp": "x = {a or b: c for a in d if e}",
    "genexp": "f2(a for a in b if c)",
    "async_comp": "x = [a async for a in b if c]",
    "lambda_ternary": "x = lambda: a if b else c",
    "lambda_and": "x = lambda: a and b",
    "nested_def": "def g():\n    pass\nreturn g",
    "nested_def_if": "def g():\n    if a: pass\ng()\nreturn g",
    "nested_def_in_if": "if a:\n    def g():\n        if b: pass",
    "decorator": "def g():\n    if a: pass\nreturn g",
    "nested_class": "class C:\n    x = a and b\n    def g(self):\n        if a: pass\n    if a: pass",
    "match2": "match a:\n    case 1: pass\n    case 2: pass",
    "match_wild": "match a:\n    case 1: pass\n    case _: pass",
    "match_capture_guard": "match a:\n    case x if x and y: pass\n    case 2: pass",
    "match_or": "match a:\n    case 1 | _:\n        if b: pass",
    "match_as": "match a:\n    case 1: pass\n    case _ as x: pass",
    "match_only_wild": "match a:\n    case _: pass",
    "recursion": "return f(1)",
    "recursion_nested": "def g():\n    return f(1)\nx = 1\nreturn g()",
    "recursion_inner": "def g():\n    if a: g()\nx = 1\ng()",
    "recursion_lambda": "return lambda: f(1)",
    "break_continue": "for x in a:\n    if b: break\n    if c: continue",
    "walrus": "if (x := a and b) and c: pass",
    "yield_bool": "yield a and b",
    "await_bool": "await (a and b)",
    "kwarg_bool": "g(x=a and b)",
    "arg_bool": "g(a and b, *(c or d))",
    "subscript_bool": "x[a and b]",
    "fstring_bool": "x = f'{a and b}'",
    "binop_bool": "x = (a and b) + 1",
    "bool_ternary": "x = a and (b if c else d)",
    "compare_bool": "x = (a and b) == (c or d)",
    "dict_bool": "x = {a and b: c and d}",
    "del_global": "global a\ndel b[c and d]",
    "annotated": "x: a or b = c and d",
    "raise_from": "raise a or b from c and d",
    "try_in_loop": "for x in a:\n    try: pass\n    except A:\n        if b: pass\n    finally:\n        while c: pass",
}


def construct(body):
    indented = body.replace("\n", "\n    ")
    return f"async def f(a, *b, c=d and e, **k):\n    {indented}\n"


def radon(source):
    def functions(found):
        for one in found:
            yield one
            yield from functions(one.closures)

    def classes(found):
        for one in found:
            yield from functions(one.methods)
            yield from classes(one.inner_classes)

    found = cc_visit(source)
    plain = [one for one in found if isinstance(one, Function) and not one.is_method]
    yield from functions(plain)
    yield from classes([one for one in found if not isinstance(one, Function)])


def ruff(paths):
    command = [os.path.join(os.path.dirname(sys.executable), "ruff"), "check", "--isolated", "--no-cache", "--ignore-noqa"]
    command += ["--select=C901", "--config=lint.mccabe.max-complexity=0", "--config=exclude=[]", "--output-format=json"]
    command += ["--preview", "--target-version=py313"]
    answer = {}
    for start in range(0, len(paths), 200):
        run = subprocess.run(command + paths[start : start + 200], capture_output=True, text=True)
        for one in json.loads(run.stdout):
            if one["code"] == "C901":
                name = one["message"].split("`")[1]
                number = int(one["message"].rsplit("(", 1)[1].split(" ")[0])
                answer.setdefault(one["filename"], []).append((name, one["location"]["row"], number))
    return answer


def measures(source, ruffs):
    """Rows of name, line, radon, ruff and cognitive; null where a tool does not list the function."""
    rows = {}

    def row(name, line):
        return rows.setdefault((name, line), {"name": name, "line": line, "radon": None, "ruff": None, "cognitive": None})

    for one in radon(source):
        row(one.name, one.lineno)["radon"] = one.complexity
    for name, line, number in ruffs:
        row(name, line)["ruff"] = number
    # complexipy's functions start with their decorators.
    starts = {}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            starts[node.name, first] = node.lineno
    for one in code_complexity(source, no_ignore=True).functions:
        name = one.name.rsplit("::", 1)[-1]
        line = starts[name, one.line_start]
        row(name, line)["cognitive"] = one.complexity
    return list(rows.values())


def record():
    table = []
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for name, body in CONSTRUCTS.items():
            paths[name] = os.path.realpath(os.path.join(folder, name + ".py"))
            with open(paths[name], "w") as file:
                file.write(construct(body))
        found = ruff(list(paths.values()))
        for name, body in CONSTRUCTS.items():
            source = construct(body)
            table.append({"construct": name, "source": source, "functions": measures(source, found.get(paths[name], []))})
    print(json.dumps(table, indent=1))


def files():
    paths = [line.rstrip("\n") for line in sys.stdin]
    found = ruff(paths)
    for path in paths:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                source = file.read()
            if "\f" in source or "\r" in source:
                continue
            rows = measures(source, found.get(path, []))
        except (SyntaxError, ValueError, RecursionError):
            continue
        print(json.dumps({"path": path, "functions": rows}))


files() if sys.argv[1:] == ["files"] else record()
