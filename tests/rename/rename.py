#!/usr/bin/env python3
"""
Rename what a service calls its own: identifiers, route segments, JSON keys, in the source and in its tape alike.

    rename.py service CASE --seed N -o FOLDER    write FOLDER/app.py, FOLDER/requests.jsonl, FOLDER/mapping.json
    rename.py service CASE --seed N --check      do so in a temporary folder, run both services, compare their answers
    rename.py text MAPPING FILE...               rename other texts by a mapping, --back: the other way; --in-place: in the files

A translator that knows names, and not what they stand for, gives another program for the renamed service. The
mapping goes word by word (handle_get_user, handleGetUser and HANDLE_GET_USER hold the words handle, get, user), and
it keeps the length, the case, the first letter and the plural ending of a word as well as the order among the words:
lines stay as long as they were, Content-Length holds, sorted keys stay sorted. It holds for comments, docstrings and other strings as
well, so that `text` needs to know nothing of the language that it renames.

Kept are Python's keywords and builtins, library names and what is passed to the library (header names, encodings),
words of one or two letters, and initialisms, which Go spells in another way. `--keep-from PATH` keeps all words of
the files below PATH besides: those that a translator may know, such as the verbs that begin a comment. With
`--avoid-from PATH`, a runtime, the new words are none of its words either, so `text --back` undoes a renaming and
leaves what a translator wrote of its own.

A service that reaches its own names through strings (getattr, globals) or hashes them cannot be renamed like this.
"""

import argparse
import ast
import builtins
import importlib
import io
import json
import keyword
import random
import re
import string
import sys
import tempfile
import tokenize
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cases" / "services"))
import replay  # noqa: E402

INITIALISMS = {"api", "ascii", "cpu", "css", "dns", "eof", "guid", "html", "http", "https", "json", "ram", "rpc", "sla",
               "smtp", "sql", "ssh", "tcp", "tls", "ttl", "udp", "uid", "uri", "url", "utf", "uuid", "vm", "xml", "md5"}
METHODS = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}
JSON_LITERALS = {"true", "false", "null", "NaN", "Infinity"}
KEYWORDS = set(keyword.kwlist) | set(keyword.softkwlist)
BUILTINS = set(dir(builtins))
FOREIGN = set(
    "break case chan const continue default defer else fallthrough for func goto if import interface map package range "
    "return select struct switch type var as async await crate dyn enum extern false fn impl in let loop match mod move "
    "mut pub ref self static super trait true unsafe use where while abstract become box do final macro override priv "
    "typeof unsized virtual yield try gen append cap clear close complex copy delete len make max min new panic print "
    "println real recover any bool byte error float int nil rune string uint vec str usize main init".split()
)
# Names of the library are kept where they are attributes, whoever the receiver is.
LIBRARY_TYPES = [str, bytes, bytearray, int, float, list, dict, set, frozenset, tuple, object, type, Exception, OSError,
                 json.JSONDecodeError, io.BytesIO, io.StringIO, BaseHTTPRequestHandler, ThreadingHTTPServer,
                 type(lambda: 0), type((lambda: (yield))())]
LIBRARY_INSTANCE = {"path", "command", "headers", "request_version", "requestline", "client_address", "rfile", "wfile",
                    "server", "connection", "request", "close_connection", "raw_requestline", "args", "daemon_threads"}
# Calls whose string arguments belong to the library.
LIBRARY_CALLS = {"send_header", "encode", "decode", "bytes", "getLogger", "basicConfig", "getenv", "open", "strftime",
                 "strptime", "getattr", "setattr", "hasattr", "import_module", "new", "TypeVar", "send_error"}

WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+")
# An escape, or what may be an identifier, or any other character.
TOKEN = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|%[sdrif]|[A-Za-z_][A-Za-z_]*|.", re.DOTALL)


def words_of(text):
    """Return the words in a text, in lower case."""
    return {match.lower() for match in WORD.findall(text)}


class Renamer:
    """A mapping from words to words, and what it makes of the different kinds of text."""

    def __init__(self, words):
        self.words = words

    def word(self, match):
        old = match.group()
        new = self.words.get(old.lower(), old.lower())
        if old.isupper():
            return new.upper()
        return new.capitalize() if old[0].isupper() else new

    def identifier(self, name):
        """Rename a whole identifier, unless every language spells it like this."""
        if name in METHODS or name in JSON_LITERALS or name in BUILTINS or re.fullmatch(r"__\w+__|do_[A-Z]+", name):
            return name
        return WORD.sub(self.word, name)

    def text(self, text, escapes=True):
        """Rename the words of a text or a request target; an encoded letter stays encoded."""
        units = re.findall(r"%[0-9a-fA-F]{2}|.", text, re.DOTALL)
        plain = [chr(int(unit[1:], 16)) if len(unit) == 3 else unit for unit in units]
        out = []
        for unit, old, new in zip(units, plain, self.plain("".join(plain), escapes)):
            out.append(unit if old == new else f"%{ord(new):02X}" if len(unit) == 3 else new)
        return "".join(out)

    def plain(self, text, escapes):
        """Rename the words of a text without encoded letters; beside a digit or a letter beyond ASCII is no word."""
        tokens = TOKEN.findall(text) if escapes else re.findall(r"[A-Za-z_]+|.", text, re.DOTALL)
        out = []
        for i, token in enumerate(tokens):
            if token[0].isascii() and (token[0].isalpha() or token[0] == "_"):
                before = tokens[i - 1] if i else " "
                after = tokens[i + 1] if i + 1 < len(tokens) else " "
                if not touches(before) and not touches(after):
                    token = self.identifier(token)
            out.append(token)
        return "".join(out)


def touches(token):
    return token.isdigit() or not token.isascii() or token.startswith(("\\u", "\\x", "\\0"))


class Source(ast.NodeVisitor):
    """What a service defines itself, and which of its strings belong to the library."""

    def __init__(self, tree):
        self.names, self.attributes, self.strings, self.kept = set(), set(), set(), set()
        self.functions = set()
        self.inherited = set()
        self.library = set(LIBRARY_INSTANCE)
        for kind in LIBRARY_TYPES:
            self.library.update(dir(kind))
        self.visit(tree)
        self.attributes -= self.library
        self.names -= KEYWORDS | BUILTINS | self.inherited
        self.names = {name for name in self.names if not re.fullmatch(r"__\w+__|do_[A-Z]+", name)}

    def visit_Import(self, node):
        for alias in node.names:
            module = importlib.import_module(alias.name)
            self.library.update(dir(module))
            self.imported = getattr(self, "imported", set()) | {(alias.asname or alias.name).split(".")[0]}

    def visit_ImportFrom(self, node):
        module = importlib.import_module(node.module)
        for alias in node.names:
            self.library.update(dir(getattr(module, alias.name, None)))
            self.imported = getattr(self, "imported", set()) | {alias.asname or alias.name}

    def visit_FunctionDef(self, node):
        self.functions.add(node.name)
        self.names.add(node.name)
        self.attributes.add(node.name)
        arguments = node.args
        for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]:
            if argument and argument.arg not in ("self", "cls"):
                self.names.add(argument.arg)
        self.generic_visit(node)

    def visit_Lambda(self, node):
        self.names.update(argument.arg for argument in node.args.args)
        self.generic_visit(node)

    def visit_ClassDef(self, node):
        self.functions.add(node.name)
        self.names.add(node.name)
        for statement in node.body:
            if isinstance(statement, ast.Assign):
                self.attributes.update(t.id for t in statement.targets if isinstance(t, ast.Name))
            if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
                self.attributes.add(statement.target.id)
        # server_version, protocol_version: the handler's base class reads them.
        self.inherited.update(self.attributes & set(dir(BaseHTTPRequestHandler)))
        self.generic_visit(node)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Store):
            self.names.add(node.id)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.names.add(node.name)
        self.generic_visit(node)

    def visit_Attribute(self, node):
        if isinstance(node.ctx, ast.Store):
            self.attributes.add(node.attr)
        self.generic_visit(node)

    def visit_Assign(self, node):
        if any(isinstance(t, ast.Name) and t.id in dir(BaseHTTPRequestHandler) for t in node.targets):
            self.keep(node.value)
        self.generic_visit(node)

    def visit_Call(self, node):
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        receiver = ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""
        if name in LIBRARY_CALLS or name.endswith("Server") or receiver.endswith(("headers", "environ")):
            for argument in [*node.args, *(k.value for k in node.keywords)]:
                self.keep(argument)
        if name == "dict":
            self.strings.update(k.arg for k in node.keywords if k.arg)
        self.generic_visit(node)

    def visit_Dict(self, node):
        # A plain value is data: it takes part in searches and sorts, so it keeps its words unless a name has them.
        for key, value in zip(node.keys, node.values):
            if key is not None:
                self.visit(key)
            if not isinstance(value, ast.Constant):
                self.visit(value)

    def visit_Subscript(self, node):
        if ast.unparse(node.value).endswith(("headers", "environ")):
            self.keep(node.slice)
        self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, str) and (node.lineno, node.col_offset) not in self.kept:
            if re.fullmatch(r"[A-Za-z_]+|/[\w/]*", node.value):
                self.strings.add(node.value)

    def keep(self, node):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                self.kept.add((inner.lineno, inner.col_offset))


class Rewriter:
    """Renames the tokens of a source text."""

    def __init__(self, source, renamer):
        self.source, self.renamer = source, renamer

    def code(self, text, base=None):
        """Rename a piece of Python; `base` is None for the file, else this is an expression in an f-string."""
        out, stack, previous = [], [], []
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
        lines = text.splitlines(keepends=True)
        position = (1, 0)
        for i, token in enumerate(tokens):
            if token.type in (tokenize.ENDMARKER, tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT):
                continue
            out.append(between(lines, position, token.start))
            position = token.end
            new = token.string
            if token.type == tokenize.NAME:
                following = tokens[i + 1].string if i + 1 < len(tokens) else ""
                new = self.name(token.string, previous, following, stack)
            elif token.type == tokenize.STRING:
                kept = base is None and token.start in self.source.kept
                new = token.string if kept else self.string(token.string)
            elif token.type == tokenize.COMMENT:
                new = self.renamer.text(token.string)
            elif token.string in "([{":
                callee = previous[-1] if previous else ""
                is_call = token.string == "(" and re.fullmatch(r"\w+", callee) and callee not in KEYWORDS
                stack.append(("def" if previous[-2:-1] == ["def"] else callee) if is_call else "")
            elif token.string in ")]}" and stack:
                stack.pop()
            previous.append(token.string)
            out.append(new)
        out.append(between(lines, position, (len(lines) + 1, 0)))
        return "".join(out)

    def name(self, name, previous, following, stack):
        if previous and previous[-1] == ".":
            return self.renamer.identifier(name) if name in self.source.attributes else name
        keyword_argument = following == "=" and stack and stack[-1] and stack[-1] != "def" and previous[-1] in ("(", ",")
        if keyword_argument:
            if stack[-1] == "dict" or stack[-1] in self.source.functions:
                return self.renamer.identifier(name)
            return name
        method = previous[-1:] == ["def"]
        if method and name in self.source.library or name in getattr(self.source, "imported", ()):
            return name
        return self.renamer.identifier(name) if name in self.source.names else name

    def string(self, literal):
        prefix = re.match(r"[a-zA-Z]*", literal).group()
        quote = literal[len(prefix):len(prefix) + 3]
        quote = quote if quote in ('"""', "'''") else quote[0]
        body = literal[len(prefix) + len(quote):len(literal) - len(quote)]
        if "f" not in prefix.lower():
            return prefix + quote + self.renamer.text(body) + quote
        out, text, i = [], "", 0

        def flush(edge):
            # A word beside a replacement field may go on in it, so it is not taken for one.
            nonlocal text
            left, right = ("\u2063" if out else ""), ("\u2063" if edge else "")
            out.append(self.renamer.text(left + text + right).replace("\u2063", ""))
            text = ""

        while i < len(body):
            if body[i:i + 2] in ("{{", "}}"):
                text, i = text + body[i:i + 2], i + 2
            elif body[i] == "{":
                end = field_end(body, i + 1)
                close = body.index("}", end)
                flush(True)
                out.append("{" + self.code(body[i + 1:end], base=i) + body[end:close + 1])
                i = close + 1
            else:
                text, i = text + body[i], i + 1
        flush(False)
        return prefix + quote + "".join(out) + quote


def field_end(body, i):
    """Return where the expression of a replacement field ends."""
    depth, quote = 0, ""
    while i < len(body):
        c = body[i]
        if quote:
            quote = "" if c == quote else quote
        elif c in "'\"":
            quote = c
        elif c in "([{":
            depth += 1
        elif depth == 0 and (c in "}:" or c == "!" and body[i + 1] != "="):
            return i
        elif c in ")]}":
            depth -= 1
        i += 1
    raise ValueError("unclosed field in an f-string")


def between(lines, start, end):
    """Return the text between two positions."""
    if start[0] == end[0]:
        return lines[start[0] - 1][start[1]:end[1]] if start[0] <= len(lines) else ""
    text = lines[start[0] - 1][start[1]:] if start[0] <= len(lines) else ""
    text += "".join(lines[start[0]:end[0] - 1])
    return text + (lines[end[0] - 1][:end[1]] if end[0] <= len(lines) else "")


def split_word(word):
    """Return a word's stem and its ending: what English adds for the plural and for "it does"."""
    for ending, least in [("ies", 2), ("y", 3)]:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[:-len(ending)], ending
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2], "es"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1], "s"
    return word, ""


def forms(word):
    """Return a word's singular, plural and conjugated form."""
    stem, _ = split_word(word)
    return {stem + ending for ending in ["", "y", "s", "es", "ies"]}


def make_words(own, taken, rng):
    """Map each word to a new one: same length, first letter and ending, same order among them all."""
    endings = {}
    for word in own:
        stem, ending = split_word(word)
        if len(stem) > 2:
            # Also the singular of a plural and "handles" of "handle": translators conjugate.
            endings.setdefault(stem, set()).update([ending] + {"ies": ["y"], "y": ["ies"]}.get(ending, ["", "s", "es"]))
    mapping = {}
    # No letter with which an ending begins or that makes "us" and "is" of a plural.
    letters = "abcdefghjklmnopqrtvwz"
    for letter in string.ascii_lowercase:
        group = sorted(stem for stem in endings if stem[0] == letter)
        # Rising second and third letters keep the order; the words of a group are few.
        slots = [a + b for a in letters for b in letters]
        while group:
            chosen = sorted(rng.sample(slots, len(group)))
            made = [
                letter + slot + "".join(rng.choice("ae" if i % 2 else "bdfgklmnprtvz") for i in range(len(stem) - 3))
                for stem, slot in zip(group, chosen)
            ]
            pairs = {
                stem + ending: new + ending for stem, new in zip(group, made) for ending in endings[stem]
            }
            if not set(pairs.values()) & taken and len(set(made)) == len(made):
                mapping.update(pairs)
                break
    return mapping


def make_renamer(app_text, tape_text, seed, keep, avoid=frozenset()):
    """Return the source's own names and a renamer for them."""
    source = Source(ast.parse(app_text))
    own = set()
    for name in source.names | source.attributes | source.strings:
        if name not in BUILTINS | METHODS | JSON_LITERALS:
            own |= words_of(name)
    if re.search(r"str\((e|err|exc|error)\)|\{(e|err|exc)\}|\.__name__", app_text):
        own -= exception_words()
    kept = INITIALISMS | keep | {"main", "self"}
    own = {word for word in own if len(word) > 2 and not {word, *forms(word)} & kept}
    taken = words_of(app_text) | words_of(tape_text) | kept | FOREIGN | KEYWORDS | words_of(" ".join(BUILTINS))
    words = make_words(own, taken | avoid, random.Random(seed))
    return source, Renamer({old: new for old, new in words.items() if old in own or old not in taken})


def exception_words():
    """Return the words of CPython's own messages, which a service that shows them cannot rename."""
    return words_of(
        "could not convert string to float invalid literal for int with base object has no attribute Expecting value line column "
        "char delimiter property name enclosed in double quotes Invalid control character at escape Extra data Unterminated "
        "string starting unsupported operand type list index out of range must be not can't non with explicit division by "
        "zero Exceeds the limit digits for integer conversion has cannot convert infinity NaN argument bytes like real number "
        "supported between instances indices slices interpreted as an None Unexpected UTF BOM decode using subscriptable "
        "bad string format all arguments converted during formatting modulo and key error given divmod float "
    )


def keep_words(paths):
    """Return all words of the files below some paths."""
    found = set()
    for path in map(Path, paths):
        for file in [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.is_file()):
            found |= words_of(file.read_text(errors="ignore"))
    return found


def rename_tape(text, renamer):
    lines = text.splitlines(keepends=True)
    out = [lines[0]]
    for line in lines[1:]:
        request = json.loads(line)
        request["target"] = renamer.text(request["target"], escapes=False)
        if "body" in request:
            request["body"] = renamer.text(request["body"])
        out.append(json.dumps(request) + "\n")
    return "".join(out)


def rename_service(case, seed, folder, keep, avoid=frozenset()):
    """Write a renamed case; return its renamer."""
    app, tape = replay.find_case(case)
    app_text, tape_text = app.read_text(encoding="utf-8"), tape.read_text(encoding="utf-8")
    source, renamer = make_renamer(app_text, tape_text, seed, keep, avoid)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    renamed = Rewriter(source, renamer).code(app_text)
    (folder / "app.py").write_text(renamed, encoding="utf-8")
    (folder / "requests.jsonl").write_text(rename_tape(tape_text, renamer), encoding="utf-8")
    mapping = {"schema": 1, "seed": seed, "words": dict(sorted(renamer.words.items()))}
    (folder / "mapping.json").write_text(json.dumps(mapping, indent=1) + "\n", encoding="utf-8")
    return renamer


def answer_of(received, renamer=None):
    """Return the comparable part of an answer, renamed if a renamer is given."""
    if received is None:
        return "hung"
    status, headers, body = replay.parse(received)
    headers = [(name, value) for name, value in headers if name.lower() not in replay.TRANSPORT]
    text = body.decode("utf-8", "surrogateescape")
    if renamer and any(value.startswith("text/html") for _, value in headers):
        # http.server's own page, which may quote the request line.
        text = re.sub(r"(?<=Bad request syntax \(')[^\n]*(?='\))", lambda match: renamer.text(match.group()), text)
    elif renamer:
        text = renamer.text(text)
        headers = [(name, renamer.text(value) if name == "Location" else value) for name, value in headers]
    for pattern, name in replay.VOLATILE:
        text = re.sub(pattern.pattern.decode(), name.decode(), text)
    return status, headers, text


def check(case, seed, keep):
    """Run the original and the renamed service; return how many answers differ."""
    with tempfile.TemporaryDirectory() as folder, open("/dev/null", "wb") as log:
        renamer = rename_service(case, seed, folder, keep)
        app, tape = replay.find_case(case)
        answers = []
        for path, tape_path in [(app, tape), (Path(folder) / "app.py", Path(folder) / "requests.jsonl")]:
            port = replay.free_port()
            requests = replay.read_tape(tape_path)
            answers.append(replay.replay([sys.executable, str(path), str(port)], port, requests, log))
        differing = 0
        for request, old, new in zip(requests, *answers):
            if answer_of(old, renamer) != answer_of(new):
                differing += 1
                print(f"  differs: {replay.show(request)}\n    {answer_of(old, renamer)!r:.500}\n    {answer_of(new)!r:.500}")
        same = sum(a == b for a, b in zip(read(app), read(Path(folder) / "app.py")))
        print(f"{case}: {len(renamer.words)} words, {len(requests)} answers, {differing} differing, "
              f"{same} of {len(read(app))} lines untouched")
        return differing


def read(path):
    return path.read_text(encoding="utf-8").splitlines()


def main():
    parser = argparse.ArgumentParser(description="Rename what a service calls its own.")
    commands = parser.add_subparsers(dest="command", required=True)
    service = commands.add_parser("service")
    service.add_argument("cases", nargs="+", metavar="CASE")
    service.add_argument("--seed", type=int, default=1)
    service.add_argument("--keep-from", action="append", default=[], metavar="PATH")
    service.add_argument("--avoid-from", action="append", default=[], metavar="PATH")
    service.add_argument("-o", "--output", metavar="FOLDER")
    service.add_argument("--check", action="store_true")
    text = commands.add_parser("text")
    text.add_argument("mapping")
    text.add_argument("--back", action="store_true")
    text.add_argument("--in-place", action="store_true")
    text.add_argument("files", nargs="+")
    arguments = parser.parse_args()

    if arguments.command != "service":
        words = json.loads(Path(arguments.mapping).read_text())["words"]
        renamer = Renamer({new: old for old, new in words.items()} if arguments.back else words)
        for file in arguments.files:
            text = Path(file).read_text(encoding="utf-8")
            text = WORD.sub(renamer.word, text) if arguments.back else renamer.text(text)
            if arguments.in_place:
                Path(file).write_text(text, encoding="utf-8")
            else:
                sys.stdout.write(text)
        return 0
    keep = keep_words(arguments.keep_from)
    if arguments.check:
        return 1 if sum(check(case, arguments.seed, keep) for case in arguments.cases) else 0
    for case in arguments.cases:
        renamer = rename_service(case, arguments.seed, arguments.output, keep, keep_words(arguments.avoid_from))
        print(json.dumps({"schema": 1, "seed": arguments.seed, "words": renamer.words}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
