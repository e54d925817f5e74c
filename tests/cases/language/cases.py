#!/usr/bin/env python3
"""The language cases: asks CPython for their answers, and makes one service of them.

    cases.py record [CASE...]                 writes CPython's answers beside each case
    cases.py check                            fails when they are not CPython's answers any more
    cases.py assemble TARGET FOLDER [NAME...] writes a service with a route for each function; NAME is a case, or a case and a function
    cases.py support                          prints docs/python-support.md

A case is `AREA/CONSTRUCT.py`: functions that use one construct, and comment lines with their calls. `AREA/CONSTRUCT.answers` has a line for each call: the function,
the arguments as JSON, and the answer of the service as JSON. README.md beside this file says more.
"""

import argparse
import ast
import importlib
import json
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
# The cases are the modules of this package, so that an area may have the name of a module of Python's library.
PACKAGE = "cases"
TARGETS = {"go": "Go", "rust": "Rust"}

HEAD = '''"""The language cases as a service: POST /AREA/CONSTRUCT/FUNCTION with the arguments as a JSON object; PUT where there is state."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

'''

HANDLER = '''

class Handler(BaseHTTPRequestHandler):
    # Apart, so that what needs more than 64 bits can be handed to the original: where there is state, it cannot.
    def do_PUT(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        try:
{stateful}
            self.reply(404, {{"missing": self.path}})
        except Exception as error:
            self.reply(422, {{"raises": [type(error).__name__, str(error)]}})

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        try:
{branches}
            self.reply(404, {{"missing": self.path}})
        except Exception as error:
            self.reply(422, {{"raises": [type(error).__name__, str(error)]}})

    def reply(self, status, content):
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
'''


def read_as(annotation, text):
    """The expression that reads an argument from JSON, so that its type is known from there on; without an annotation it stays what it is."""
    match annotation:
        case ast.Name("int" | "float" | "str" | "bool" as name):
            return f"{name}({text})"
        case ast.Subscript(ast.Name("list"), item):
            return f"[{read_as(item, 'v')} for v in {text}]"
        case ast.Subscript(ast.Name("dict"), ast.Tuple([key, item])):
            return f"{{{read_as(key, 'k')}: {read_as(item, 'v')} for k, v in {text}.items()}}"
        case None:
            return text
    raise SystemExit(f"no argument is read as {ast.unparse(annotation)}")


class Case:
    def __init__(self, path):
        self.path = path
        self.name = f"{path.parent.name}/{path.stem}"
        self.alias = self.name.replace("/", "_")
        # What lives between calls is in an area of its own.
        self.has_state = path.parent.name == "state"
        self.source = path.read_text()
        tree = ast.parse(self.source)
        self.functions = {node.name: node.args.args for node in tree.body if isinstance(node, ast.FunctionDef)}
        self.calls = [call for line in self.source.splitlines() for call in self.calls_of(line)]

    def calls_of(self, line):
        """The calls in a comment line, (function, arguments): `# area(2, 3); area(0, 1)`."""
        if not line.startswith("# "):
            return
        try:
            body = ast.parse(line[2:]).body
            calls = [(stmt.value.func.id, [ast.literal_eval(argument) for argument in stmt.value.args]) for stmt in body]
        except (SyntaxError, AttributeError, ValueError):
            return
        yield from ((function, arguments) for function, arguments in calls if function in self.functions)

    def argument(self, parameter):
        return read_as(parameter.annotation, f'body["{parameter.arg}"]')

    def branch(self, function):
        arguments = ", ".join(self.argument(parameter) for parameter in self.functions[function])
        path = f"/{self.name}/{function}"
        return f'if self.path == "{path}":\n                return self.reply(200, {{"result": {self.alias}.{function}({arguments})}})'

    def called(self):
        """The functions that have calls, in their order."""
        return [function for function in self.functions if any(called == function for called, _ in self.calls)]

    def answers(self, module):
        """CPython's answer to each call."""
        lines = []
        for function, arguments in self.calls:
            parameters = self.functions[function]
            if len(arguments) != len(parameters):
                raise SystemExit(f"{self.name}: {function} takes {len(parameters)} arguments, not {len(arguments)}")
            sent = json.dumps({parameter.arg: value for parameter, value in zip(parameters, arguments)})
            body = json.loads(sent)
            try:
                # As the service does it.
                read = [eval(self.argument(parameter), {"body": body}) for parameter in parameters]
                answer = json.dumps({"result": getattr(module, function)(*read)})
            except Exception as error:
                answer = json.dumps({"raises": [type(error).__name__, str(error)]})
            lines.append(f"{function}\t{sent}\t{answer}\n")
        return "".join(lines)

    def recorded(self):
        return self.path.with_suffix(".answers")


def cases(names=()):
    found = [Case(path) for path in sorted(HERE.glob("*/*.py"))]
    return [case for case in found if not names or case.name in names]


def modules(folder, chosen):
    """Copies the cases into a package below a folder, and imports them there."""
    for case in chosen:
        area = folder / PACKAGE / case.path.parent.name
        area.mkdir(parents=True, exist_ok=True)
        (area / "__init__.py").touch()
        shutil.copy(case.path, area)
    (folder / PACKAGE).mkdir(parents=True, exist_ok=True)
    (folder / PACKAGE / "__init__.py").touch()


def answers(chosen):
    """The answers of each case, each asked in a module of its own."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        modules(Path(folder), chosen)
        sys.path.insert(0, folder)
        sys.dont_write_bytecode = True
        for case in chosen:
            yield case, case.answers(importlib.import_module(f"{PACKAGE}.{case.name.replace('/', '.')}"))


def record(names):
    for case, text in answers(cases(names)):
        case.recorded().write_text(text)


def check():
    stale = [case.name for case, text in answers(cases()) if not case.recorded().is_file() or case.recorded().read_text() != text]
    if stale:
        raise SystemExit(f"not CPython's answers: {', '.join(stale)}; run tests/cases/language/cases.py record")


def listed(name):
    """The lines of a list: what stands behind each (target, function)."""
    lines = (line.split(" ", 2) for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#"))
    return {(target, function): rest for target, function, rest in lines}


def assemble(target, folder, names):
    """Writes the service: `app.py` and the modules. What does not build is left out, unless it is named."""
    left_out = listed("open.txt")

    def is_wanted(case, function):
        path = f"{case.name}/{function}"
        return path in names or case.name in names or not names and (target, path) not in left_out

    wanted = [(case, function) for case in cases() for function in case.called() if is_wanted(case, function)]
    used = {case.name: case for case, _ in wanted}
    shutil.rmtree(folder / PACKAGE, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    modules(folder, used.values())
    imports = [f"from {PACKAGE}.{case.path.parent.name} import {case.path.stem} as {case.alias}\n" for case in used.values()]

    def branches(chosen):
        return "            " + "\n            ".join([case.branch(function) for case, function in chosen] or ['if self.path == "/":\n                return self.reply(200, {})'])

    stateful = branches((case, function) for case, function in wanted if case.has_state)
    pure = branches((case, function) for case, function in wanted if not case.has_state)
    (folder / "app.py").write_text(HEAD + "".join(imports) + HANDLER.format(stateful=stateful, branches=pure))


ABOUT = """# What of Python is translated

Drawn from the cases in `tests/cases/language`, all of which are run in CPython and on both targets: every answer of a function that is *native* is CPython's.
A function that is not native stays in Python with a finding of the given [code](findings.md), and is answered by the original; *open* is what is known to be wrong in pivot.
Do not edit: `PIVOT_BLESS=1 cargo test --test language` writes it.
"""


def code(name):
    """The code of a finding, with what is said of it."""
    return f"[`{name}`](findings.md#{name})"


def support():
    """The text of docs/python-support.md."""
    refused, left_out = listed("refused.txt"), listed("open.txt")

    def state(case, target):
        functions = case.called()
        held = {}
        for function in functions:
            key = (target, f"{case.name}/{function}")
            why = "open" if key in left_out else code(refused[key]) if key in refused else None
            if why:
                held.setdefault(why, []).append(f"`{function}`")
        if not held:
            return "native"
        alone = sum(map(len, held.values())) == len(functions)
        each = [f"{why}" + ("" if alone and len(held) == 1 else f" ({', '.join(names)})") for why, names in held.items()]
        return ", ".join(each) if alone else f"native, but {', '.join(each)}"

    text, area = ABOUT, None
    total = {target: 0 for target in TARGETS}
    count = 0
    for case in cases():
        if case.path.parent.name != area:
            area = case.path.parent.name
            text += f"\n## {area.replace('_', ' ').capitalize()}\n\n| construct | | Go | Rust |\n|---|---|---|---|\n"
        for target in TARGETS:
            total[target] += sum((target, f"{case.name}/{function}") not in refused | left_out for function in case.called())
        count += len(case.called())
        doc = ast.get_docstring(ast.parse(case.source)).splitlines()[0].replace("|", "\\|")
        text += f"| {case.path.stem.replace('_', ' ')} | {doc} | {state(case, 'go')} | {state(case, 'rust')} |\n"
    shares = ", ".join(f"{native} native in {TARGETS[target]}" for target, native in total.items())
    return text + f"\n{len(cases())} constructs, {count} functions: {shares}.\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("record").add_argument("names", nargs="*")
    commands.add_parser("check")
    commands.add_parser("support")
    assembled = commands.add_parser("assemble")
    assembled.add_argument("target", choices=TARGETS)
    assembled.add_argument("folder", type=Path)
    assembled.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    if arguments.command == "record":
        record(arguments.names)
    elif arguments.command == "check":
        check()
    elif arguments.command == "support":
        print(support(), end="")
    else:
        assemble(arguments.target, arguments.folder, arguments.names)


if __name__ == "__main__":
    main()
