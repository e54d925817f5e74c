"""Notes which ways the conditions of an original's functions go. Written by pivot, found by Python through PYTHONPATH.

A branch is a conditional jump of the bytecode, named by the place of its condition: that is what is written in the source, whatever the compiler makes of it.
PIVOT_BRANCHES names a file to append to, PIVOT_BRANCHES_OF the source files; every branch that there is goes to a file of the same name that ends in .all.
"""

import ast
import dis
import os
import sys
import types

# Flag of the code of a function (inspect.CO_OPTIMIZED); modules and classes lack it.
OPTIMIZED = 1


def functions(path):
    """Every function's code of a source file."""
    with open(path, "rb") as file:
        source = file.read()
    found = []
    waiting = [compile(source, path, "exec", dont_inherit=True)]
    while waiting:
        code = waiting.pop()
        if code.co_flags & OPTIMIZED and not code.co_name.startswith("<lambda"):
            found.append(code)
        waiting.extend(const for const in code.co_consts if isinstance(const, types.CodeType))
    return found


def mentioned(node):
    """The names and texts of an assignment outside of functions: `do_GET = dispatch`, a table of routes."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return
    for part in ast.walk(node):
        if isinstance(part, ast.Name):
            yield part.id
        elif isinstance(part, ast.Attribute):
            yield part.attr
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def reachable(paths):
    """The names of the functions that a request can come to: those that handler classes answer with, and whatever they mention.

    A start-up function such as main() is none of them.
    """
    from http.server import BaseHTTPRequestHandler

    bodies, waiting = {}, []
    for path in paths:
        with open(path, "rb") as file:
            tree = ast.parse(file.read())
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                bodies.setdefault(node.name, []).append(node)
                if node.name.startswith("do_") or hasattr(BaseHTTPRequestHandler, node.name):
                    waiting.append(node.name)
            elif isinstance(node, ast.ClassDef):
                # Calling the class comes to these, and operators and the like come to them unnamed.
                for inner in node.body:
                    if isinstance(inner, ast.FunctionDef) and inner.name.startswith("__"):
                        waiting.append(inner.name)
                    waiting.extend(mentioned(inner))
        # Route tables and the like stand outside of functions.
        for node in tree.body:
            waiting.extend(mentioned(node))
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for body in bodies.get(name, ()):
            for part in ast.walk(body):
                if isinstance(part, ast.Name):
                    waiting.append(part.id)
                elif isinstance(part, ast.Attribute):
                    waiting.append(part.attr)
                elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                    waiting.append(part.value)
                elif isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    waiting.append(part.name)
    return seen


class Jump:
    """A conditional jump of the bytecode."""

    def __init__(self, code, instructions, index):
        instruction = instructions[index]
        self.name = instruction.opname
        self.offset = instruction.offset
        self.following = instructions[index + 1].offset
        self.target = instruction.argval
        self.backward = self.target < self.offset
        place = getattr(instruction, "positions", None)
        if place is not None and place.lineno is not None:
            self.place = (place.lineno, place.col_offset, place.end_lineno, place.end_col_offset)
        else:
            line = code_line(code, self.offset)
            self.place = (line, 0, line, 0)
        # A comprehension and its filter stand at the same place.
        if self.name == "FOR_ITER":
            self.place = (*self.place[:2], *self.place[:2])
        # Where control goes, with whether the condition holds then; an operand that does not decide it has None.
        self.ways = {}

    def is_operand(self, following):
        """Whether the next jump decides the same condition: `a` in `if a and b`."""
        if following is None or following.place != self.place or self.name == "FOR_ITER":
            return False
        # The end of a loop tests its condition again, after the body.
        return not (following.backward and following.target > self.offset)


def jumps(code):
    """Every conditional jump by its offset."""
    instructions = list(dis.get_instructions(code))
    targets = {instruction.offset: instruction.opname for instruction in instructions}
    found, extended = [], {}
    for index, instruction in enumerate(instructions[:-1]):
        name = instruction.opname
        if name != "FOR_ITER" and not ("JUMP" in name and "IF" in name):
            continue
        # Whether `with` passes an exception on is no condition of the source.
        if index and instructions[index - 1].opname == "WITH_EXCEPT_START":
            continue
        jump = Jump(code, instructions, index)
        found.append(jump)
        back = index - 1
        while back >= 0 and instructions[back].opname == "EXTENDED_ARG":
            extended[instructions[back].offset] = jump
            back -= 1
    for index in reversed(range(len(found))):
        jump = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        if jump.is_operand(following):
            holds = following.ways.get(jump.target)
            if holds is None:
                holds = "IF_TRUE" in jump.name or "IF_NOT_NONE" in jump.name
            jump.ways = {**following.ways, jump.target: holds, jump.following: None}
        else:
            # The end of a loop goes back where its condition holds, a comprehension's filter where it does not.
            holds = jump.backward and ("IF_TRUE" in jump.name or "IF_NOT_NONE" in jump.name)
            jump.ways = {jump.target: holds, jump.following: not holds}
    for jump in found:
        # An exception that no clause takes goes on: that is no branch of the source.
        jump.ways = {offset: holds for offset, holds in jump.ways.items() if targets.get(offset) != "RERAISE"}
    return {**extended, **{jump.offset: jump for jump in found}}


def code_line(code, offset):
    """The line of an instruction, for Pythons whose instructions do not know their columns."""
    line = None
    for start, number in dis.findlinestarts(code):
        if start > offset:
            break
        line = number
    return line


def identity(path, code, place, holds):
    return f"{path}\t{getattr(code, 'co_qualname', code.co_name)}\t{code.co_firstlineno}\t{place[0]}\t{place[1]}\t{place[2]}\t{place[3]}\t{int(holds)}"


def everything(paths):
    """Every way of every branch, in the order of the source."""
    names = reachable(paths)
    ways = {}
    for path in paths:
        for code in functions(path):
            owner = code.co_name if not code.co_name.startswith("<") else None
            qualified = getattr(code, "co_qualname", code.co_name).split(".")
            outer = [part for part in qualified if not part.startswith("<")]
            if (owner or (outer[-1] if outer else "")) not in names:
                continue
            for jump in jumps(code).values():
                for holds in jump.ways.values():
                    if holds is not None and jump.place[0] is not None:
                        ways[identity(path, code, jump.place, holds)] = None
    return list(ways)


def install(output, paths):
    # As a whole: several processes may write it.
    with open(f"{output}.{os.getpid()}", "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write("".join(way + "\n" for way in everything(paths)))
    os.replace(file.name, output + ".all")
    wanted = set(paths)
    known, real, seen = {}, {}, set()
    file = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

    def trace(frame, event, argument):
        code = frame.f_code
        if code not in known:
            name = code.co_filename
            if name not in real:
                real[name] = os.path.realpath(name)
            table = jumps(code) if real[name] in wanted and code.co_flags & OPTIMIZED else None
            known[code] = table or None
        table = known[code]
        if table is None:
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        last = None

        def local(frame, event, argument):
            nonlocal last
            if event == "opcode":
                offset = frame.f_lasti
                holds = last.ways.get(offset) if last is not None else None
                if holds is not None:
                    key = (code, last.place, holds)
                    if key not in seen:
                        seen.add(key)
                        os.write(file, (identity(real[code.co_filename], *key) + "\n").encode())
                last = table.get(offset)
            elif event == "exception":
                last = None
            return local

        return local

    import threading

    threading.settrace(trace)
    sys.settrace(trace)


def chain():
    """Runs the sitecustomize that this one stands before."""
    import importlib.machinery
    import importlib.util

    here = os.path.dirname(os.path.abspath(__file__))
    path = [entry for entry in sys.path if os.path.abspath(entry or ".") != here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", path)
    if spec is not None and spec.loader is not None:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


chain()
if os.environ.get("PIVOT_BRANCHES"):
    install(os.environ["PIVOT_BRANCHES"], os.environ.get("PIVOT_BRANCHES_OF", "").split(os.pathsep))
