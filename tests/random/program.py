"""A random function of Python, with the classes, globals and helpers that it uses."""

import contextlib
import random

from constructs import CONSTRUCTS, Constructs
from expressions import Expressions, is_container
from library import LIBRARY, Library

FEATURES = ["big", "bits", "float", "str", "format", "list", "dict", "set", "tuple", "convert", "short", "chain", "conditional", "comprehension",
            "lambda", "optional", "json", "class", "record", "global", "alias", "closure", "default", "try", "finally", "raise", "return", "loop",
            "loop_else", "walrus", "unpack", "order", "mixed", "retype", "unbound", "nested", "recursion", "empty", "mutate", "loopvar", "annotated", "star", "algebra",
            "del", "odd", "edge", "round", "own_error", "shared", "during", "deep"]
ANNOTATIONS = {"int": "int", "str": "str", "float": "float", ("list", "int"): "list[int]", ("dict", "str", "int"): "dict"}
# Names that mean something in Go or in Rust, or that generated code might choose for itself.
WORDS = ["func", "map", "err", "nil", "string", "fn", "mut", "match", "impl", "state", "py", "chan", "switch", "ok", "v", "s", "n", "h", "error", "self_",
         "result", "value", "append", "copy", "int64", "data", "box", "ref", "move", "total", "items", "key", "count", "out"]


def indented(lines):
    return ["    " + line for line in lines]


class Program(Constructs, Library, Expressions):
    """One route's function. The same seed, index and attempt give the same text, whatever else is in the service."""

    def __init__(self, seed, index, attempt=0):
        self.rng = random.Random(f"{seed}/{index}" + f"/{attempt}" * bool(attempt))
        self.index = index
        # Few features in one function, so that one of them seldom hides the others: different functions have different ones.
        self.features = set(self.rng.sample(FEATURES, self.rng.randint(4, 12)))
        self.features |= set(self.rng.sample([*CONSTRUCTS, *LIBRARY], self.rng.choice([0, 1, 1, 2])))
        self.budget = self.rng.choice([4, 8, 14])
        if "finally" in self.features:
            self.features.add("try")
        self.scope, self.pending, self.used = [], [], 0
        self.before = []
        self.helpers = []
        self.classes, self.subclasses = {}, {}
        # What its definitions make possible: expressions by their type, and statements.
        self.offers, self.steps = [], []
        self.noted, self.trace = {}, None
        self.binding_allowed = True
        self.in_loop = 0
        self.fixed = set()
        self.post = "json" in self.features or self.rng.random() < 0.3

    def fresh(self, prefix):
        self.used += 1
        if prefix == "x" and self.chance(0.25):
            word = self.rng.choice(WORDS)
            if all(word != name for name, _ in self.scope) and word not in self.words:
                self.words.add(word)
                return word
        return f"{prefix}{self.used}"

    @contextlib.contextmanager
    def inner(self, names=(), binding=True):
        """A scope inside: what is bound in it is not seen after it."""
        saved, allowed = list(self.scope), self.binding_allowed
        self.scope += names
        self.binding_allowed = self.binding_allowed and binding
        yield
        if not (self.has("unbound") and self.chance(0.15)) or not binding:
            self.scope = saved
        self.binding_allowed = allowed

    # Classes and helpers

    def construct(self, name, depth):
        fields = self.classes[name]
        name = self.rng.choice(self.subclasses.get(name, [name]))
        return f"{name}({', '.join(self.expr(kind, depth) for _, kind in fields)})"

    def make_class(self):
        name = f"{self.pick('Item', 'Node', 'Account', 'Point')}{self.index}"
        fields = [(field, self.pick("int", "int", "str", ("list", "int"))) for field in self.rng.sample(["a", "size", "name", "kind", "parts"], self.rng.randint(1, 3))]
        if all(kind != "int" for _, kind in fields):
            fields.append(("n", "int"))
        self.classes[name] = fields
        number = next(field for field, kind in fields if kind == "int")
        lines = [f"class {name}:"]
        if self.chance(0.3):
            lines += [f"    made = 0", ""]
        lines += [f"    def __init__(self, {', '.join(field for field, _ in fields)}):"] + [f"        self.{field} = {field}" for field, _ in fields]
        saved, self.scope = self.scope, [(f"self.{field}", kind) for field, kind in fields] + [("by", "int")]
        lines += ["", "    def bump(self, by):", f"        self.{number} {self.pick('+=', '-=', '*=')} by"]
        lines += [f"        return {self.expr('int', 2)}"]
        self.scope.pop()
        if self.chance(0.4):
            lines += ["", "    @property", "    def twice(self):", f"        return {self.expr('int', 2)}"]
            self.methods.append((name, "twice", "int", "property"))
        lines += ["", "    def label(self):", f"        return {self.expr('str', 2)}"]
        lines += ["", "    def to_dict(self):", "        return {" + ", ".join(f"'{field}': self.{field}" for field, _ in fields) + "}", ""]
        self.scope = saved
        self.methods += [(name, "bump", "int", "int"), (name, "label", "str", None)]
        self.before += lines + [""]

    def make_helper(self):
        """A function beside the route's own."""
        name = self.pick("step", "calc", "pick", "mix") + f"_{self.index}_" + "abcdefgh"[len(self.helpers)]
        kinds = [self.pick("int", "str", *([("list", "int")] if self.has("list") else []), *([("dict", "str", "int")] if self.has("dict") else []))
                 for _ in range(self.rng.randint(1, 3))]
        parameters = [(f"p{i}", kind) for i, kind in enumerate(kinds)]
        result = self.pick("int", "str", "int", *([("opt", "int")] if self.has("optional") else []), *([("tuple", "int", "str")] if self.has("tuple") else []),
                           *([("list", "int")] if self.has("list") else []))
        saved, self.scope = self.scope, list(parameters)
        default = None
        shown = [n for n, _ in parameters]
        if self.has("default") and self.chance(0.6):
            default = self.pick("0", "7", "-1", "2**31")
            shown.append(f"extra={default}")
            self.scope.append(("extra", "int"))
        budget, self.budget = self.budget, 3
        trace, self.trace = self.trace, None
        noted, self.noted = self.noted, {}
        allowed, self.in_loop = self.in_loop, 0
        body = [f"def {name}({', '.join(shown)}):"] + indented(self.block(self.rng.randint(1, 3), 1, result))
        body += [f"    return {self.expr(result, 2)}", "", ""]
        self.scope, self.trace, self.noted, self.in_loop, self.budget = saved, trace, noted, allowed, budget
        self.helpers.append((name, kinds, result, default is not None))
        self.before += body

    def make_error(self):
        """A class of exceptions, perhaps with another below it; and a function that raises it."""
        name, base = f"Refused{self.index}", self.pick("Exception", "ValueError", "KeyError", "LookupError", "RuntimeError")
        lines = [f"class {name}({base}):"]
        if self.chance(0.5):
            lines += ["    def __init__(self, message, code):", self.pick("        super().__init__(message)", "        super().__init__(message, code)"),
                      "        self.code = code"]
            arguments, self.error_code = 2, True
        else:
            lines += ["    pass"]
            arguments, self.error_code = 1, False
        lines += ["", ""]
        self.error_classes = [name]
        if self.chance(0.4):
            lines += [f"class Late{self.index}({name}):", "    pass", "", ""]
            self.error_classes.append(f"Late{self.index}")
        saved, self.scope = self.scope, [("n", "int"), ("text", "str")]
        given = "text" if arguments == 1 else "text, n"
        lines += [f"def check{self.index}(n, text):", f"    if {self.expr('bool', 2)}:", f"        raise {self.rng.choice(self.error_classes)}({given})",
                  f"    return {self.expr('int', 2)}", "", ""]
        self.scope = saved
        self.before += lines
        self.helpers.append((f"check{self.index}", ["int", "str"], "int", False))

    error_classes, error_code = (), False

    def make_shared(self):
        """A class whose one instance is kept between requests, with what it hands out."""
        name, one = f"Store{self.index}", f"STORE{self.index}"
        kind = self.pick("int", "str")
        saved, self.scope = self.scope, [("key", "str"), ("value", kind), ("self.count", "int")]
        change = self.pick("self.count += 1", "self.count += len(self.items)", f"self.count = {self.expr('int', 2)}")
        keep = self.pick("self.items[key] = value", "self.items.setdefault(key, value)", "self.items.pop(key, None)\n        self.items[key] = value")
        lines = [f"class {name}:"]
        if self.chance(0.4):
            lines += [f"    limit = {self.pick('2', '5')}", ""]
            keep += "\n        if len(self.items) > self.limit:\n            " + self.pick("del self.items[next(iter(self.items))]", "self.items.clear()", "self.items.popitem()")
        lines += ["    def __init__(self):", "        self.items = {}", "        self.log = []", "        self.count = 0", "",
                  "    def put(self, key, value):", f"        {change}", f"        {keep}", f"        self.log.append({self.pick('key', 'value', 'self.count')})",
                  f"        return {self.pick('self.count', 'len(self.log)', 'len(self.items)')}", "",
                  "    def view(self):", f"        return {self.pick('self.log', 'self.log[-3:]', 'list(self.items)', 'self.items', 'dict(self.items)')}", "",
                  "    def drop(self, key):", self.pick("        del self.items[key]", "        return self.items.pop(key)", "        self.log.remove(key)"), "", "",
                  f"{one} = {name}()", "", ""]
        self.scope = saved
        self.before += lines
        self.shared = (one, kind)

    shared = None

    def share(self, depth, result):
        one, kind = self.shared
        name = self.fresh("x")
        key, value = self.expr("str", 2), self.expr(kind, 2)
        ways = [lambda: ([f"{name} = {one}.put({key}, {value})"], [(name, "int")]),
                lambda: ([f"{name} = {one}.view()"], [(name, "raw")]),
                lambda: ([f"{one}.drop({key})"], []),
                lambda: ([f"{one}.count {self.pick('+=', '-=')} {self.expr('int', 1)}"], []),
                lambda: ([f"{name} = {one}.items", f"{name}[{key}] = {value}"], [(name, "raw")]),
                lambda: ([f"{name} = {one}.log", f"{name}.append({name}[-1] if {name} else {value})"], [(name, "raw")])]
        lines, names = self.rng.choice(ways)()
        self.flush()
        for bound, known in names:
            self.bind(bound, known)
        return lines

    def during(self, depth, result):
        """A container that changes while it is gone through."""
        ways = []
        for name, kind in self.scope:
            item = self.fresh("i")
            match kind:
                case ("list", one) if name not in self.fixed:
                    ways.append(lambda n=name, i=item, o=one: [f"for {i} in {n}:", f"    if len({n}) < 9:", f"        {n}.{self.pick(f'append({i})', f'insert(0, {i})', f'append({self.leaf(o)})')}"])
                    ways.append(lambda n=name, i=item, o=one: [f"for {i} in {n}{self.pick('', '[:]')}:", f"    {n}.{self.pick(f'remove({i})', 'pop()', 'pop(0)')}"])
                case ("dict", key, value):
                    ways.append(lambda n=name, i=item, k=key, v=value: [f"for {i} in {self.pick(n, f'list({n})', f'sorted({n})')}:", f"    {self.pick(f'{n}[{i}] = {self.leaf(v)}', f'{n}.pop({i})', f'{n}[{self.leaf(k)}] = {self.leaf(v)}')}"])
                case ("set", one):
                    ways.append(lambda n=name, i=item, o=one: [f"for {i} in sorted({n}):", f"    {n}.{self.pick('discard', 'add')}({self.pick(i, self.leaf(o))})"])
        return self.rng.choice(ways)() if ways else self.assign(depth, result)

    def make_recursion(self):
        name = f"walk{self.index}"
        saved, self.scope = self.scope, [("n", "int"), ("acc", "int")]
        self.before += [f"def {name}(n, acc):", "    if n <= 0:", f"        return {self.expr('int', 2)}",
                        f"    return {name}(n - 1, {self.pick('acc', 'acc + n', 'acc - 1') if self.has('deep') else self.expr('int', 1)})" + self.pick("", " + n", " - acc"), "", ""]
        self.scope = saved
        self.recursion = name

    def callables(self, kind, d):
        """Calls that give that type."""
        ways = []
        for name, kinds, result, extra in self.helpers:
            if result == kind:
                def call(name=name, kinds=kinds, extra=extra):
                    arguments = [self.expr(k, d) for k in kinds]
                    if extra and self.chance(0.5):
                        arguments.append(self.pick("", "extra=") + self.expr("int", d))
                    return f"{name}({', '.join(arguments)})"
                ways += [call, call]
        for owner, method, result, argument in self.methods:
            names = self.names(("obj", owner))
            if result == kind and names:
                def method_call(names=names, method=method, argument=argument):
                    if argument == "property":
                        return f"{self.rng.choice(names)}.{method}"
                    return f"{self.rng.choice(names)}.{method}({self.expr(argument, d) if argument else ''})"
                ways += [method_call, method_call]
        if kind == "int" and self.recursion:
            turns = "% 9" if not self.has("deep") else self.pick("% 9", "% 200", "% 2000")
            ways.append(lambda: f"{self.recursion}({self.expr('int', d)} {turns}, {self.expr('int', d)})")
        for owner, fields in self.classes.items():
            for field, known in fields:
                if known == kind and self.names(("obj", owner)):
                    ways.append(lambda owner=owner, field=field: f"{self.rng.choice(self.names(('obj', owner)))}.{field}")
        for name, kinds, result in self.local_functions:
            if result == kind:
                ways.append(lambda name=name, kinds=kinds: f"{name}({', '.join(self.expr(k, d) for k in kinds)})")
        ways += [lambda text=text: text(max(d, 0)) for known, text in self.offers if known == kind]
        ways += self.library(kind, d)
        return ways

    # Statements

    def kinds(self):
        kinds = ["int", "int", "str", "bool"]
        kinds += ["float", "float"] if self.has("float") else []
        kinds += [("list", "int"), ("list", "str")] if self.has("list") else []
        kinds += [("list", "float")] if self.has("list") and self.has("float") else []
        kinds += [("list", ("list", "int"))] if self.has("list") and self.has("nested") else []
        kinds += [("dict", "str", "int")] if self.has("dict") else []
        kinds += [("dict", "int", "str"), ("dict", "str", ("list", "int"))] if self.has("dict") and self.has("nested") else []
        kinds += [("set", "int"), ("set", "str")] if self.has("set") else []
        kinds += [("tuple", "int", "str")] if self.has("tuple") else []
        kinds += [("opt", "int"), ("opt", "str")] if self.has("optional") else []
        kinds += [("obj", name) for name in self.classes] * 2
        kinds += [("list", ("obj", name)) for name in self.classes] if self.has("list") else []
        kinds += [("list", ("tuple", "int", "str"))] if self.has("pairs") else []
        kinds += ["json"] if self.has("json") else []
        return kinds

    def flush(self):
        self.scope += self.pending
        self.pending = []

    def block(self, count, depth, result):
        """Statements, not indented; `depth` is how deep they stand. A `return` in them gives `result`."""
        lines = self.statement(depth, result)
        for _ in range(count - 1):
            if self.budget > 0:
                lines += self.statement(depth, result)
        return lines

    def statement(self, depth, result):
        self.budget -= 1
        ways = [self.assign, self.assign, self.assign, self.augmented]
        if depth < 4 and self.budget > 0:
            ways += [self.branch, self.branch]
            ways += [self.for_loop, self.while_loop] if self.has("loop") and self.in_loop < 2 else []
            ways += [self.try_statement] * 2 if self.has("try") else []
            ways += [self.closure] if self.has("closure") and depth == 1 else []
        ways += [self.mutation] * 3 if self.has("mutate") else []
        ways += [self.alias] if self.has("alias") else []
        ways += [self.raising] if self.has("raise") and depth > 1 else []
        ways += [self.returning] if self.has("return") and depth > 1 else []
        ways += [self.unpacking] if self.has("unpack") else []
        ways += [self.state_change] * 2 if self.globals and self.index_function else []
        ways += [self.share] * 3 if self.shared else []
        ways += [self.during] * 2 if self.has("during") else []
        ways += self.steps if self.index_function is not None else []
        ways += [self.library_step] * 2 if self.features & set(LIBRARY) else []
        ways += [self.jump] if self.in_loop and depth > 1 else []
        lines = self.rng.choice(ways)(depth, result)
        self.flush()
        return lines

    def bind(self, name, kind):
        self.scope = [(n, k) for n, k in self.scope if n != name]
        self.scope.append((name, kind))

    def assign(self, depth, result):
        kind = self.rng.choice(self.kinds())
        names = [n for n in self.names(kind) if n.isidentifier() and n not in self.fixed]
        value = self.expr(kind, 3)
        if names and self.chance(0.35):
            return [f"{self.rng.choice(names)} = {value}"]
        if self.has("retype") and self.chance(0.15) and self.in_loop == 0 and depth == 1:
            old = [n for n, _ in self.scope if n.isidentifier() and n not in self.fixed]
            if old:
                name = self.rng.choice(old)
                self.flush()
                self.bind(name, kind)
                return [f"{name} = {value}"]
        name = self.fresh("x")
        self.flush()
        self.bind(name, kind)
        return [f"{name} = {value}"]

    def augmented(self, depth, result):
        kind = self.pick("int", "int", "str", *(["float"] if self.has("float") else []), *([("list", "int")] if self.has("list") else []))
        names = [n for n in self.names(kind) if n not in self.fixed]
        if not names:
            return self.assign(depth, result)
        operator = {"int": self.pick("+=", "-=", "*=", "//=", "%=", "^="), "str": "+=", "float": self.pick("+=", "*=", "-=", "/=")}.get(kind, "+=")
        return [f"{self.rng.choice(names)} {operator} {self.expr(kind, 2)}"]

    def branch(self, depth, result):
        lines = [f"if {self.expr('bool', 3)}:"]
        self.flush()
        lines += self.nested_block(result, depth)
        if self.chance(0.3):
            lines += [f"elif {self.expr('bool', 2)}:"] + self.nested_block(result, depth)
        if self.chance(0.4):
            lines += ["else:"] + self.nested_block(result, depth)
        self.pending = []
        return lines

    def nested_block(self, result, depth, names=()):
        with self.inner(list(names)):
            return indented(self.block(self.rng.choice([1, 1, 2, 3]), depth + 1, result))

    def for_loop(self, depth, result):
        head, names = self.loop(2)
        self.flush()
        self.in_loop += 1
        lines = [f"for {head}:"] + self.nested_block(result, depth, names)
        self.in_loop -= 1
        if self.has("loop_else") and self.chance(0.6):
            lines += ["else:"] + self.nested_block(result, depth)
        if self.has("loopvar") and self.chance(0.5):
            self.scope += names
        self.pending = []
        return lines

    def while_loop(self, depth, result):
        name = self.fresh("c")
        self.fixed.add(name)
        self.scope.append((name, "int"))
        self.in_loop += 1
        lines = [f"{name} = 0", f"while {name} < {self.pick('3', '5')} and {self.expr('bool', 2)}:", f"    {name} += 1"]
        self.flush()
        lines += self.nested_block(result, depth)
        self.in_loop -= 1
        if self.has("loop_else") and self.chance(0.5):
            lines += ["else:"] + self.nested_block(result, depth)
        self.pending = []
        return lines

    def try_statement(self, depth, result):
        lines = ["try:"] + self.nested_block(result, depth)
        bare = self.has("finally") and self.chance(0.3)
        if not bare:
            caught = self.pick("ValueError", "KeyError", "IndexError", "ZeroDivisionError", "(ValueError, KeyError)", "Exception", "TypeError", "LookupError", "ArithmeticError")
            if self.error_classes and self.chance(0.6):
                caught = self.pick(*self.error_classes, self.error_classes[0], f"({self.error_classes[0]}, ZeroDivisionError)")
            if self.chance(0.6):
                error = self.fresh("e")
                read = self.pick(f"str({error})", f"type({error}).__name__", f"repr({error})", f"str({error})")
                name = self.fresh("x")
                lines += [f"except {caught} as {error}:", f"    {name} = {read}"]
                lines += self.nested_block(result, depth, [(name, "str")])
            else:
                lines += [f"except {caught}:"] + self.nested_block(result, depth)
            if self.chance(0.25):
                lines += ["except Exception:"] + self.nested_block(result, depth) if "Exception" not in caught else []
            if self.chance(0.3):
                lines += ["else:"] + self.nested_block(result, depth)
        if bare or (self.has("finally") and self.chance(0.6)):
            lines += ["finally:"] + self.nested_block(result, depth)
        self.pending = []
        return lines

    def raising(self, depth, result):
        kind = self.pick("ValueError", "KeyError", "RuntimeError", "IndexError", "TypeError")
        lines = [f"raise {kind}({self.expr(self.pick('str', 'str', 'int'), 2)})"]
        if self.error_classes and self.chance(0.6):
            code = f", {self.expr('int', 1)}" if self.error_code else ""
            lines = [f"raise {self.rng.choice(self.error_classes)}({self.expr('str', 2)}{code})"]
        if self.chance(0.7):
            return [f"if {self.expr('bool', 2)}:", "    " + lines[0]]
        return lines

    def returning(self, depth, result):
        value = self.answer(2) if result == "answer" else self.expr(result, 2)
        lines = [f"return {value}"]
        if self.chance(0.6):
            return [f"if {self.expr('bool', 2)}:", "    " + lines[0]]
        return lines

    def jump(self, depth, result):
        return [f"if {self.expr('bool', 2)}:", "    " + self.pick("break", "continue")]

    def alias(self, depth, result):
        kinds = {kind for _, kind in self.scope if is_container(kind) or (isinstance(kind, tuple) and kind[0] == "obj")}
        if not kinds:
            return self.assign(depth, result)
        kind = self.rng.choice(sorted(kinds, key=repr))
        name = self.fresh("x")
        old = self.rng.choice(self.names(kind))
        ways = [lambda: [f"{name} = {old}"]]
        if kind == ("list", "int") and self.has("nested"):
            for outer in self.names(("list", kind)):
                ways += [lambda outer=outer: [f"{outer}.append({old})", f"{name} = {outer}[-1]"]] * 2
            for outer in self.names(("dict", "str", kind)):
                ways += [lambda outer=outer: [f"{outer}[{self.leaf('str')}] = {old}", f"{name} = {old}"]] * 2
        if kind[0] == "obj":
            for outer in self.names(("list", kind)):
                ways += [lambda outer=outer: [f"{outer}.append({old})", f"{name} = {outer}[{self.pick('0', '-1')}]"]] * 2
        lines = self.rng.choice(ways)()
        self.bind(name, kind)
        return lines

    def mutation(self, depth, result):
        e = self.expr
        ways = []
        for name, kind in self.scope:
            match kind:
                case ("list", item) if name not in self.fixed:
                    ways += [lambda n=name, i=item: f"{n}.append({e(i, 2)})", lambda n=name, i=item: f"{n}[{self.pick('0', '-1', e('int', 1))}] = {e(i, 2)}",
                             lambda n=name, i=item: self.pick(f"{n}.pop()", f"{n}.pop({e('int', 1)})", f"{n}.insert({e('int', 1)}, {e(i, 2)})",
                                                              f"{n}.extend({e(('list', i), 2)})", f"{n}.reverse()", f"{n}[1:2] = {e(('list', i), 1)}")]
                    if item in ("int", "str", "float"):
                        ways += [lambda n=name, i=item: self.pick(f"{n}.sort()", f"{n}.remove({e(i, 1)})", f"{n}.sort(reverse=True)")]
                    if item == "int":
                        ways += [lambda n=name: f"{n}[{e('int', 1)}] {self.pick('+=', '*=', '-=')} {e('int', 2)}"]
                    if self.has("del"):
                        ways += [lambda n=name: f"del {n}[{e('int', 1)}]"]
                case ("dict", key, value):
                    ways += [lambda n=name, k=key, v=value: f"{n}[{e(k, 2)}] = {e(v, 2)}",
                             lambda n=name, k=key, v=value: self.pick(f"{n}.update({e(('dict', k, v), 1)})", f"{n}.pop({e(k, 1)})", f"{n}.setdefault({e(k, 1)}, {e(v, 1)})",
                                                                      f"{n}.pop({e(k, 1)}, None)")]
                    if value == "int":
                        ways += [lambda n=name, k=key: f"{n}[{e(k, 2)}] = {n}.get({e(k, 1)}, 0) + {e('int', 1)}", lambda n=name, k=key: f"{n}[{e(k, 1)}] += {e('int', 2)}"]
                    if value == ("list", "int"):
                        ways += [lambda n=name, k=key: f"{n}.setdefault({e(k, 1)}, []).append({e('int', 2)})"] * 2
                    if self.has("del"):
                        ways += [lambda n=name, k=key: f"del {n}[{e(k, 1)}]"]
                case ("set", item):
                    ways += [lambda n=name, i=item: f"{n}.{self.pick('add', 'discard', 'remove')}({e(i, 2)})"]
                case ("obj", owner):
                    field, known = self.rng.choice(self.classes[owner])
                    ways += [lambda n=name, f=field, k=known: f"{n}.{f} = {e(k, 2)}", lambda n=name: f"{n}.bump({e('int', 2)})"]
                    if known == "int":
                        ways += [lambda n=name, f=field: f"{n}.{f} += {e('int', 2)}"]
                    if known == ("list", "int"):
                        ways += [lambda n=name, f=field: f"{n}.{f}.append({e('int', 2)})"]
        if not ways:
            return self.assign(depth, result)
        saved, self.binding_allowed = self.binding_allowed, False
        line = self.rng.choice(ways)()
        self.binding_allowed = saved
        return [line]

    def unpacking(self, depth, result):
        a, b = self.fresh("x"), self.fresh("x")
        e = self.expr
        ways = [lambda: (f"{a}, {b} = {e('int', 2)}, {e('str', 2)}", [(a, "int"), (b, "str")]),
                lambda: (f"{a}, {b} = divmod({e('int', 2)}, {e('int', 2)})", [(a, "int"), (b, "int")])]
        if self.has("list"):
            ways += [lambda: (f"{a}, *{b} = {e(('list', 'int'), 2)}", [(a, "int"), (b, ("list", "int"))]),
                     lambda: (f"{a}, {b} = {e(('list', 'int'), 2)}", [(a, "int"), (b, "int")])]
        if self.has("tuple"):
            ways += [lambda: (f"{a}, {b} = {e(('tuple', 'int', 'str'), 2)}", [(a, "int"), (b, "str")])]
        ints = [n for n in self.names("int") if n.isidentifier() and n not in self.fixed]
        if len(ints) > 1:
            p, q = self.rng.sample(ints, 2)
            ways += [lambda: (f"{p}, {q} = {q}, {p}", []), lambda: (f"{p}, {q} = {q}, {p} + {q}", [])]
        line, names = self.rng.choice(ways)()
        self.flush()
        for name, kind in names:
            self.bind(name, kind)
        return [line]

    def closure(self, depth, result):
        name = self.fresh("fun")
        kinds = [self.pick("int", "str") for _ in range(self.rng.randint(0, 2))]
        kind = self.pick("int", "str")
        parameters = [(f"z{i}", k) for i, k in enumerate(kinds)]
        changed = [n for n in self.names("int") if n.isidentifier() and n not in self.fixed]
        saved, scope = self.in_loop, list(self.scope)
        self.in_loop = 0
        lines = [f"def {name}({', '.join(n for n, _ in parameters)}):"]
        if changed and self.chance(0.4):
            target = self.rng.choice(changed)
            if target not in self.outer:
                lines += [f"    nonlocal {target}", f"    {target} += {self.expr('int', 1)}"]
        else:
            # A name that the body assigns is its own: it is not read before.
            pass
        self.scope += parameters
        if self.has("lambda") and self.chance(0.3) and len(lines) == 1:
            lines = [f"{name} = lambda {', '.join(n for n, _ in parameters)}: {self.expr(kind, 2)}"]
        else:
            lines += [f"    return {self.expr(kind, 2)}"]
        self.pending = []
        self.scope, self.in_loop = scope, saved
        self.local_functions.append((name, kinds, kind))
        return lines

    def state_change(self, depth, result):
        name, kind = self.rng.choice(self.globals)
        if kind == "int":
            return [f"{name} {self.pick('+=', '-=')} {self.expr('int', 2)}"]
        old, self.scope = self.scope, [*self.scope, (name, kind)]
        return self.mutation(depth, result) if self.chance(0.8) else self.alias(depth, result)

    def answer(self, depth):
        """What the route answers."""
        shown = []
        for name, kind in self.scope[-6:]:
            shown.append(self.shown(name, kind))
        if not shown:
            shown = [self.expr("int", depth)]
        if self.chance(0.5) or len(shown) == 1:
            return "{" + ", ".join(f"'r{i}': {text}" for i, text in enumerate(shown)) + "}"
        return "[" + ", ".join(shown) + "]"

    def shown(self, name, kind):
        match kind:
            case ("set", _):
                return f"sorted({name})"
            case ("obj", _):
                return f"{name}.to_dict()"
            case ("list", ("obj", _)):
                return f"[o.to_dict() for o in {name}]"
        return name

    # The whole

    def write(self):
        """The text of the module's part, and the parameters with their types."""
        self.words, self.methods, self.local_functions, self.globals, self.outer = set(), [], [], [], set()
        self.recursion, self.index_function = None, None
        if self.has("class"):
            self.make_class()
        if self.has("order"):
            for kind in ("int", "str"):
                self.before += [f"def note_{kind}{self.index}(trace, value):", "    trace.append(str(value))", "    return value", "", ""]
        if self.has("recursion"):
            self.make_recursion()
        if self.has("own_error"):
            self.make_error()
        if self.has("shared"):
            self.make_shared()
        self.define()
        for _ in range(self.rng.choice([0, 0, 1, 2])):
            self.make_helper()
        parameters = []
        for _ in range(self.rng.randint(1, 4)):
            kinds = ["int", "int", "str"] + (["float"] if self.has("float") else []) + ([("list", "int"), ("list", "str")] if self.has("list") else [])
            if self.post:
                kinds += ["json"] * 3 if "json" in self.features else []
                kinds += [("dict", "str", "int")] if self.has("dict") else []
            parameters.append((self.fresh(self.pick("a", "b", "text", "q")), self.rng.choice(kinds)))
        self.scope = list(parameters)
        self.index_function = False
        shown = [f"{name}: {ANNOTATIONS[kind]}" if self.has("annotated") and kind in ANNOTATIONS else name for name, kind in parameters]
        lines = [f"def f{self.index}({', '.join(shown)}):"]
        if self.has("global"):
            count = f"COUNT{self.index}"
            self.scope = []
            self.before += [f"{count} = {self.leaf('int')}"]
            self.globals.append((count, "int"))
            lines.append(f"    global {count}")
            for kind in self.rng.sample([k for k in self.kinds() if is_container(k)] or [("list", "int")], 1):
                name = f"STATE{self.index}"
                self.before += [f"{name} = {self.leaf(kind)}"]
                self.globals.append((name, kind))
            self.before += ["", ""]
        self.scope = parameters + self.globals
        self.outer |= {name for name, _ in self.globals}
        self.fixed |= {name for name, kind in self.globals if kind != "int"}
        self.index_function = bool(self.globals)
        if self.has("order"):
            self.trace = "trace"
            self.noted = {"int": f"note_int{self.index}", "str": f"note_str{self.index}"}
            lines.append("    trace = []")
            self.fixed.add("trace")
        if self.has("record"):
            lines += self.record()
        lines += indented(self.block(self.rng.randint(2, 8), 1, "answer"))
        if self.has("record") and self.record_kind:
            self.scope.append(("rec", "raw"))
        if self.has("order"):
            self.scope.append(("trace", ("list", "str")))
        self.binding_allowed = False
        lines.append(f"    return {self.answer(1)}")
        return "\n".join(self.before + lines) + "\n", parameters

    record_kind = False

    def record(self):
        """A dict with constant keys, changed afterwards through a second name."""
        self.record_kind = True
        keys = self.rng.sample(["id", "name", "total", "tags", "extra"], self.rng.randint(2, 4))
        kinds = {key: self.pick("int", "str", "int", *([("list", "int")] if self.has("list") else [])) for key in keys}
        lines = ["    rec = {" + ", ".join(f'"{key}": {self.expr(kind, 2)}' for key, kind in kinds.items()) + "}"]
        self.pending = []
        if self.chance(0.4):
            self.before += [f"KEPT{self.index} = {self.pick('[]', '{}')}", "", ""]
            if self.before[-3].endswith("[]"):
                lines += [f"    KEPT{self.index}.append(rec)"]
                if self.chance(0.5):
                    lines += [f"    rec = KEPT{self.index}[{self.pick('0', '-1')}]"]
            else:
                key = self.expr(self.pick("int", "str"), 1)
                lines += [f"    KEPT{self.index}[{key}] = rec"]
        if self.has("alias"):
            lines += ["    same = rec"]
            self.scope += [(f"same['{key}']", kind) for key, kind in kinds.items()]
        self.scope += [(f"rec['{key}']", kind) for key, kind in kinds.items()]
        if self.chance(0.3):
            lines += [f"    if {self.expr('bool', 2)}:", f"        rec['late'] = {self.expr('int', 1)}"]
        if self.chance(0.3):
            lines += [f"    rec['{self.rng.choice(keys)}'] = {self.expr(self.pick('int', 'str'), 1)}"] if self.has("retype") else []
        self.pending = []
        return lines
