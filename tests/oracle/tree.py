"""Prints CPython's own tree of Python files, in the words of `pivot::python::dump`.

    python3 tests/oracle/tree.py show FILE       the tree
    python3 tests/oracle/tree.py digests         one JSON line for each path on stdin: the tree's SHA-256 or the error
    python3 tests/oracle/tree.py mutants SEED N  N statements of the files on stdin with a token dropped, doubled, swapped
                                                 or replaced: text, and CPython's tree or error

Positions are line:column from 1, in characters. Inside f-strings CPython before 3.12 has no true positions: none are
printed there.
"""

import ast
import hashlib
import json
import keyword
import random
import re
import sys
import textwrap
import tokenize
import warnings
from decimal import Decimal

warnings.simplefilter("ignore")
sys.setrecursionlimit(50_000)

NO_POSITION = (ast.alias, ast.arg)
NO_POSITION += tuple(getattr(ast, name) for name in ("TypeVar", "TypeVarTuple", "ParamSpec") if hasattr(ast, name))
SKIPPED = {"ctx", "kind", "type_comment", "type_ignores"}
PLAIN = re.compile(r'[^ !#-\[\]-~]')
POSITIONS_IN_FSTRINGS = sys.version_info >= (3, 12)


def escape(match):
    char = match.group()
    return "\\" + char if char in '"\\' else f"\\{ord(char):x};"


def text(value):
    return '"' + PLAIN.sub(escape, value) + '"'


def number(value):
    if value == float("inf"):
        return "inf"
    return format(Decimal(repr(value)).normalize(), "e").replace("e+", "e")


def constant(value):
    if isinstance(value, str):
        return text(value)
    if value is None or value is True or value is False:
        return repr(value)
    if value is Ellipsis:
        return "Ellipsis"
    if isinstance(value, int):
        return str(value) if -(2**63) <= value < 2**63 else hex(value)
    if isinstance(value, float):
        return number(value)
    if isinstance(value, complex):
        return number(value.imag) + "j"
    return "b" + text(value.decode("latin-1"))


class Dump:
    def __init__(self, source):
        self.out = []
        self.ascii = source.isascii()
        # Only the line ends of Python's lexer end a line here.
        self.lines = [] if self.ascii else [line.encode() for line in source.split("\n")]

    def column(self, line, offset):
        if not self.ascii:
            offset = len(self.lines[line - 1][:offset].decode())
        return offset + 1

    def span(self, node):
        start = self.column(node.lineno, node.col_offset)
        end = self.column(node.end_lineno, node.end_col_offset)
        return f" {node.lineno}:{start}-{node.end_lineno}:{end}"

    def module(self, tree):
        self.out.append("Module")
        for child in tree.body:
            self.node("body", child, "  ", True)

    def node(self, field, node, indent, positions):
        if node is None:
            self.out.append(f"{indent}{field}: None")
            return
        kind = type(node)
        facts = []
        children = []
        for name in kind._fields:
            if name in SKIPPED:
                continue
            value = getattr(node, name, None)
            if isinstance(value, list):
                if name == "ops":
                    facts.append("ops=" + ",".join(type(op).__name__ for op in value))
                elif name == "kwd_attrs" or kind in (ast.Global, ast.Nonlocal):
                    facts.append(f"{name}=" + ",".join(map(text, value)))
                else:
                    children += [(name, child) for child in value]
            elif name == "value" and kind in (ast.Constant, ast.MatchSingleton):
                facts.append("value=" + constant(value))
            elif value is None:
                continue
            elif isinstance(value, (ast.operator, ast.unaryop, ast.boolop)):
                facts.append(f"{name}={type(value).__name__}")
            elif isinstance(value, str):
                facts.append(f"{name}={text(value)}")
            elif isinstance(value, int):
                facts.append(f"{name}={value}")
            else:
                children.append((name, value))
        line = f"{indent}{field}: {kind.__name__}"
        if positions and hasattr(node, "lineno") and kind not in NO_POSITION:
            line += self.span(node)
        if facts:
            line += " " + " ".join(facts)
        self.out.append(line)
        indent += "  "
        if kind is ast.JoinedStr:
            inside = positions and POSITIONS_IN_FSTRINGS
            for name, child in children:
                literal = isinstance(child, ast.Constant)
                self.node(name, child, indent, inside and not literal)
            return
        if kind is ast.FormattedValue:
            for name, child in children:
                self.field_part(name, child, indent, positions)
            return
        for name, child in children:
            self.node(name, child, indent, positions)

    def field_part(self, name, child, indent, positions):
        if name != "format_spec":
            return self.node(name, child, indent, positions)
        # pivot's format spec is the parts alone; they have no position of their own.
        self.out.append(f"{indent}format_spec: JoinedStr")
        for part in child.values:
            if isinstance(part, ast.Constant) and part.value == "":
                continue
            self.node("values", part, indent + "  ", positions and not isinstance(part, ast.Constant))


def tree_of_text(source):
    dump = Dump(source)
    dump.module(ast.parse(source))
    return "\n".join(dump.out) + "\n"


def statements(source):
    """Every statement of up to 12 lines, as text of its own."""
    lines = source.split("\n")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt) and node.end_lineno - node.lineno < 12:
            yield textwrap.dedent("\n".join(lines[node.lineno - 1 : node.end_lineno]))


TOKEN = re.compile(r"\w+|[ \t]+|\n|[<>=!*/]{1,3}|.")


def mutant(text, others, chance):
    tokens = TOKEN.findall(text)
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(len(tokens))
        match chance.randrange(5):
            case 0:
                del tokens[at]
            case 1:
                tokens.insert(at, tokens[at])
            case 2:
                other = chance.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens[at] = chance.choice(others)
            case 4:
                tokens.insert(at, chance.choice(others))
        if not tokens:
            break
    return "".join(tokens)


def mutants(seed, count):
    chance = random.Random(seed)
    found = []
    paths = sorted(line.rstrip("\n") for line in sys.stdin)
    rich = [path for path in paths if path.endswith(RICH)]
    for path in chance.sample(paths, 60) + rich * 2:
        try:
            with open(path, encoding="utf-8", newline="") as file:
                found += statements(file.read().replace("\r", ""))
        except (SyntaxError, ValueError):
            continue
    others = sorted({token for text in chance.sample(found, 300) for token in TOKEN.findall(text)})
    others += EXTRA * 20
    for _ in range(count):
        text = mutant(chance.choice(found), others, chance)
        try:
            yield {"text": text, "tree": tree_of_text(text)}
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            yield {"text": text, "error": f"{type(error).__name__}: {error}"}


# Files with much of what other files hardly use.
RICH = ("test_patma.py", "test_fstring.py", "test_grammar.py", "test_type_params.py", "test_named_expressions.py")
RICH += ("test_coroutines.py", "test_with.py", "test_unpack_ex.py", "test_except_star.py", "test_positional_only_arg.py")

EXTRA = keyword.kwlist + keyword.softkwlist
EXTRA += ["=", ":=", "*", "**", "(", ")", "[", "]", "{", "}", ",", ":", ";", ".", "->", "@", "\n", "\n    ", "\t", "\\\n"]
EXTRA += ["f'{", "}'", "!r", "'''", '"', "'", "#", "\\", "0", "1.", "1e", "0x", "é", "\f", "~", "-", "not in", "is not"]
EXTRA += ["print", "exec", "*a", "**k", "x=1", "lambda: 0", "yield", "await x", "a if b else c", "x for x in y", "_", "/"]


def tree(path):
    with open(path, "rb") as file:
        data = file.read()
    parsed = ast.parse(data, path)
    encoding, _ = tokenize.detect_encoding(iter(data.splitlines(True)).__next__)
    source = data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    dump = Dump(source)
    dump.module(parsed)
    return "\n".join(dump.out) + "\n"


def main():
    if sys.argv[1] == "show":
        sys.stdout.reconfigure(encoding="utf-8")
        sys.stdout.write(tree(sys.argv[2]))
        return
    if sys.argv[1] == "mutants":
        for answer in mutants(int(sys.argv[2]), int(sys.argv[3])):
            print(json.dumps(answer))
        return
    for line in sys.stdin:
        path = line.rstrip("\n")
        try:
            answer = {"digest": hashlib.sha256(tree(path).encode()).hexdigest()}
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps({"path": path, **answer}))


main()
