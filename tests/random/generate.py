"""Writes a random service and its tape: `generate.py SEED FOLDER [--routes N] [--only 3,17]`.

The same seed gives the same service, on every machine. `--only` keeps just those routes, each with the same function as before.
"""

import argparse
import itertools
import json
import random
import sys
import warnings
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
from program import Program  # noqa: E402

ROUTES = 40

VALUES = {
    "int": [0, 1, -1, 2, 3, 5, 7, 10, -3, 100, 255, 1000, 2**31 - 1, 2**31, -(2**31) - 1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 2**62, -(2**62) - 1, 2**63, 10**18],
    "str": ["", "a", "Ab c", "héllo wörld", "日本語", "😀x", "a,b,,c", "12", "-7", " 3 ", "Straße", "x=1", "name", "id", "%s", "quote's", "tab\tand\nline", "ﬁx ŉ", "e\u0301", "١٢٣", "½", "a\u00a0b", "ΑΣ", "0x1f", "1_000", "+5", "-0", "1e3", "nan"],
    "float": [0.0, 1.0, -1.5, 0.1, 2.5, 1e16, 3.14159, 1e-7, 100.0, 123456.789, -0.0, 1e308, 5e-324, float("inf"), -float("inf"), float("nan"), 2.675, 0.30000000000000004],
}
JSON_VALUES = [None, True, False, 0, 5, -3, 2.5, 1.0, "", "text", "é", [], [1, 2, 3], ["a", "b"], {}, {"a": 1, "id": 7, "": "x"}, [[1], None], {"name": {"x": [1]}}, 2**53, 2**70, -0.0, 1e400, [0.1, -1e-7], {"b": [], "a": {"id": None}}, "\u2028\x7f", [True, 1, 1.0], 2**63 - 1]

HEAD = '''"""A service that was generated."""

import base64
import bisect
import enum
import functools
import hashlib
import heapq
import itertools
import json
import math
import re
import sys
from collections import Counter, defaultdict, deque, namedtuple
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlparse


'''

HANDLER = '''class Handler(BaseHTTPRequestHandler):
    def reply(self, code, value):
        data = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query, keep_blank_values=True)
        path = url.path
        try:
{gets}
        except Exception as e:
            self.reply(500, {{"error": type(e).__name__, "text": str(e)}})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        path = self.path
        try:
            body = json.loads(self.rfile.read(length))
{posts}
        except Exception as e:
            self.reply(500, {{"error": type(e).__name__, "text": str(e)}})

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
'''


def query_argument(name, kind):
    text = f'query.get("{name}", [""])[0]'
    match kind:
        case "int":
            return f"int({text})"
        case "float":
            return f"float({text})"
        case "str":
            return text
        case ("list", "int"):
            return f"[int(v) for v in {text}.split(\",\") if v]"
        case ("list", "str"):
            return f"{text}.split(\",\")"
    raise AssertionError(kind)


def body_argument(name, kind):
    text = f'body["{name}"]'
    match kind:
        case "int" | "float" | "str":
            return f"{kind}({text})"
        case "json":
            return text
        case ("list", item):
            return f"[{item}(v) for v in {text}]"
        case ("dict", key, value):
            return f"{{{key}(k): {value}(v) for k, v in {text}.items()}}"
    raise AssertionError(kind)


def value(rng, kind):
    match kind:
        case "int" if rng.random() < 0.6:
            return rng.choice(VALUES["int"][:10])
        case "int" | "str" | "float":
            return rng.choice(VALUES[kind])
        case "json":
            return rng.choice(JSON_VALUES)
        case ("list", item):
            return [value(rng, item) for _ in range(rng.randint(0, 4))]
        case ("dict", key, item):
            return {value(rng, key): value(rng, item) for _ in range(rng.randint(0, 3))}
    raise AssertionError(kind)


def in_query(kind, made):
    return quote(",".join(map(str, made)) if isinstance(kind, tuple) else str(made))


def dispatch(routes):
    lines = []
    for number, (index, call) in enumerate(routes):
        lines += [f"            {'el' if number else ''}if path == \"/f{index}\":", f"                self.reply(200, {call})"]
    missing = 'self.reply(404, {"error": "no such route"})'
    return "\n".join([*lines, "            else:", f"                {missing}"] if lines else [f"            {missing}"])


def program(seed, index):
    """The program, its text and its parameters: the first attempt that is Python (before 3.12 an f-string must not hold its own quotes)."""
    for attempt in itertools.count():
        made = Program(seed, index, attempt)
        text, parameters = made.write()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)
                compile(text, "app.py", "exec")
        except SyntaxError:
            continue
        return made, text, parameters


def service(seed, indices):
    """The source, the tape's requests, and each function's text by its number."""
    gets, posts, requests, functions = [], [], [], {}
    for index in indices:
        made, functions[index], parameters = program(seed, index)
        argument = body_argument if made.post else query_argument
        call = f"f{index}({', '.join(argument(name, kind) for name, kind in parameters)})"
        (posts if made.post else gets).append((index, call))
        rng = random.Random(f"{seed}/{index}/tape")
        for _ in range(7):
            values = [(name, kind, value(rng, kind)) for name, kind in parameters]
            if rng.random() < 0.05:
                values.pop()
            if made.post:
                text = json.dumps({name: v for name, _, v in values})
                requests.append({"method": "POST", "target": f"/f{index}",
                                 "headers": [["Host", "localhost"], ["Content-Length", str(len(text.encode()))]], "body": text})
            else:
                target = f"/f{index}?" + "&".join(f"{name}={in_query(kind, v)}" for name, kind, v in values)
                requests.append({"method": "GET", "target": target, "headers": [["Host", "localhost"]], "body": ""})
    source = HEAD + "\n\n".join(functions.values()) + "\n\n" + HANDLER.format(gets=dispatch(gets), posts=dispatch(posts))
    random.Random(seed).shuffle(requests)
    return source, requests, functions


def write(seed, folder, indices):
    """Writes `app.py` and `requests.jsonl` into the folder; gives each function's text by its number."""
    source, requests, functions = service(seed, indices)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "app.py").write_text(source)
    (folder / "requests.jsonl").write_text("\n".join(['{"schema":1}', *(json.dumps(r, ensure_ascii=False) for r in requests)]) + "\n")
    return functions


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seed", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--routes", type=int, default=ROUTES)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    indices = [int(i) for i in arguments.only.split(",") if i] or range(arguments.routes)
    write(arguments.seed, arguments.folder, indices)


if __name__ == "__main__":
    main()
