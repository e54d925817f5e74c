#!/usr/bin/env python3
"""The code blocks of docs/findings.md: lets CPython run them, and makes one service of them.

    blocks.py check             fails when a line `# call == answer` does not hold in CPython, for the refused block or for the one behind it
    blocks.py assemble FOLDER   writes FOLDER/app.py, with a route for each annotated function of each block, and FOLDER/alone for what needs a program of its own

Block 0 of a section is refused with the section's code, block 1 is native. A block's module is `CODE_NUMBER` with underlines for hyphens.
"""

import ast
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "cases/language"))
sys.dont_write_bytecode = True

from cases import read_as  # noqa: E402

TABLE = HERE.parent.parent / "docs/findings.md"

HEAD = "import json\nimport sys\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n\n"

HANDLER = '''

class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
{branches}
        self.reply({{}})

    def reply(self, content):
        data = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
'''

# What stands around a handler that is shown alone.
SERVICE = "import sys\nfrom http.server import BaseHTTPRequestHandler, HTTPServer\n\n\n{block}\n\nHTTPServer((\"127.0.0.1\", int(sys.argv[1])), Handler).serve_forever()\n"

PLAIN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.If, ast.Pass)

# What only a library is refused for.
LIBRARIES = ("function-signature", "result-type")


def blocks():
    """Each block: code of its section, its number there, its text."""
    for section in TABLE.read_text().split("\n## ")[1:]:
        code, text = section.split("\n", 1)
        for number, block in enumerate(re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)):
            yield code, number, block


def is_service(block):
    return "HTTPRequestHandler" in block


def is_alone(code, block):
    """Whether a block is a program of its own, or a library for its findings' sake, or does more than define when it is imported."""
    statements = list(ast.parse(block).body)
    for statement in list(statements):
        statements += statement.body if isinstance(statement, ast.ClassDef) else []
    return code in LIBRARIES or is_service(block) or not all(isinstance(statement, PLAIN) for statement in statements)


def routes(name, block):
    """The branches that call the annotated functions of a block."""
    for function in ast.parse(block).body:
        if not isinstance(function, ast.FunctionDef) or not function.args.args:
            continue
        if all(parameter.annotation for parameter in function.args.args):
            values = ", ".join(read_as(one.annotation, f'body["{one.arg}"]') for one in function.args.args)
            yield f'        if self.path == "/{name}/{function.name}":\n            return self.reply({{"result": {name}.{function.name}({values})}})'


def assemble(folder):
    (folder / "blocks").mkdir(parents=True)
    (folder / "blocks/__init__.py").touch()
    (folder / "alone").mkdir()
    imports, branches = [], []
    for code, number, block in blocks():
        name = f"{code.replace('-', '_')}_{number}"
        if is_alone(code, block):
            text = SERVICE.format(block=block) if "(BaseHTTPRequestHandler)" in block and "http.server" not in block else block
            (folder / f"alone/{name}.py").write_text(text)
            continue
        (folder / f"blocks/{name}.py").write_text(block)
        imports.append(f"from blocks import {name}\n")
        branches.extend(routes(name, block))
    (folder / "app.py").write_text(HEAD + "".join(imports) + HANDLER.format(branches="\n".join(branches)))


def check():
    claims = {}
    for code, number, block in blocks():
        if is_service(block):
            continue
        if number == 0:
            claims[code] = [line[2:] for line in block.splitlines() if re.match(r"# .* == ", line)]
        for claim in claims[code]:
            names = {"__name__": code}
            exec(compile(block, f"{code} {number}", "exec"), names)
            if not eval(claim, names):
                raise SystemExit(f"{code}, block {number}: {claim} does not hold in CPython")
        if number == 1 and not claims[code]:
            raise SystemExit(f"{code}: nothing says that both blocks answer the same")


def main():
    match sys.argv[1:]:
        case ["check"]:
            check()
        case ["assemble", folder]:
            assemble(Path(folder))
        case _:
            raise SystemExit(__doc__)


if __name__ == "__main__":
    main()
