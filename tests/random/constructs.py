"""What a program of Python defines beside its function: generators, class hierarchies, enums, named tuples, context managers, decorators, closures as values.

Each `define_…` writes a definition to `self.before` and says in `self.offers` which expressions it makes possible: pairs of a type and a function of the depth
that gives the text. Statements that it makes possible go to `self.steps`. What pivot supports is not asked.
"""

CONSTRUCTS = ["generator", "hierarchy", "enum", "named", "dataclass", "manager", "decorator", "function_value", "variadic", "match", "setter", "dunder",
              "table", "mutable_default", "chain_raise", "static", "nested_def", "late"]


class Constructs:
    """The definitions of a program, for `Program`."""

    def body_of(self, scope, write):
        """What `write` gives with these names in scope, outside of the function: nothing of the function is seen."""
        saved = self.scope, self.trace, self.noted, self.in_loop, self.binding_allowed, self.offers
        self.scope, self.trace, self.noted, self.in_loop, self.binding_allowed = list(scope), None, {}, 0, False
        self.offers = []
        made = write()
        self.pending = []
        self.scope, self.trace, self.noted, self.in_loop, self.binding_allowed, self.offers = saved
        return made

    def alone(self, kind):
        """A value that needs no names."""
        return self.body_of([], lambda: self.leaf(kind))

    def define(self):
        """The definitions of all constructs of this program."""
        for construct in CONSTRUCTS:
            if self.has(construct):
                getattr(self, "define_" + construct)()

    def define_generator(self):
        name = f"gen{self.index}"
        e = self.expr
        kind = self.pick("int", "int", "str")
        ints = ("list", "int")

        def body():
            lines = [f"def {name}(n, items):"]
            if self.chance(0.4):
                lines += [f"    yield {e(kind, 2)}"]
            if self.chance(0.5):
                lines += ["    for v in items:"]
                self.scope.append(("v", "int"))
                if self.chance(0.4):
                    lines += [f"        if {e('bool', 2)}:", "            " + self.pick("continue", "return", "break", f"yield {e(kind, 1)}")]
                lines += [f"        yield {e(kind, 2)}"]
                self.scope.pop()
            else:
                lines += ["    at = 0", f"    while at < n % {self.pick('4', '7')}:"]
                self.scope.append(("at", "int"))
                lines += [f"        yield {e(kind, 2)}", "        at += 1"]
                if self.chance(0.4):
                    lines += [f"        if {e('bool', 2)}:", "            " + self.pick("break", "return", "at += 1", "raise ValueError(at)")]
            if self.chance(0.3):
                lines += [f"    yield from {self.pick(f'[{e(kind, 1)}, {e(kind, 1)}]', f'({e(kind, 1)} for _ in range(2))', f'{name}(n - 1, []) if n in (1, 2) else []')}"]
            return lines

        self.before += self.body_of([("n", "int"), ("items", ints)], body) + ["", ""]

        def call(d):
            return f"{name}({e('int', d)}, {e(ints, d)})"

        self.offers += [(("list", kind), lambda d: f"{self.pick('list', 'sorted')}({call(d)})"), (kind, lambda d: f"next({call(d)}, {e(kind, 0)})"),
                        ("bool", lambda d: f"({e(kind, d)}) in {call(d)}"), ("int", lambda d: f"sum(1 for _ in {call(d)})"),
                        (kind, lambda d: f"max({call(d)}, default={e(kind, 0)})"), ("str", lambda d: f"'-'.join(str(v) for v in {call(d)})"),
                        ("int", lambda d: f"len({self.pick('set', 'list', 'tuple')}({call(d)}))")]

        def step(depth, result):
            it, a, b = self.fresh("it"), self.fresh("x"), self.fresh("x")
            lines = [f"{it} = {call(2)}", f"{a} = {self.pick(f'next({it}, {e(kind, 0)})', f'next({it})')}", f"{b} = {self.pick(f'list({it})', f'[v for v in {it}]')}"]
            self.flush()
            self.bind(a, kind)
            self.bind(b, ("list", kind))
            return lines

        def loop(depth, result):
            if self.in_loop > 1 or depth > 3:
                return self.assign(depth, result)
            v = self.fresh("i")
            head = self.pick(f"for {v} in {call(2)}:", f"for {v} in list({call(2)}):")
            self.in_loop += 1
            lines = [head] + self.nested_block(result, depth, [(v, kind)])
            self.in_loop -= 1
            return lines

        self.steps += [step, loop]

    def define_hierarchy(self):
        base, child, other = f"Shape{self.index}", f"Square{self.index}", f"Round{self.index}"
        e = self.expr
        own = [("self.size", "int"), ("self.label", "str")]

        def body():
            lines = [f"class {base}:", f"    kind = {self.alone('str')}", "", "    def __init__(self, size, label):", "        self.size = size", "        self.label = label", ""]
            lines += ["    def area(self, by):", "        " + self.pick("raise NotImplementedError", f"return {e('int', 2)}", f"return {e('int', 2)}"), ""]
            lines += ["    def describe(self):", f"        return f\"{{self.kind}} {{self.label}} {{self.area({self.pick('1', '2', 'self.size')})}}\"", ""]
            lines += ["    def to_dict(self):", "        return {'kind': self.kind, 'size': self.size, 'label': self.label, 'area': self.area(2)}", "", ""]
            lines += [f"class {child}({base}):"]
            if self.chance(0.5):
                lines += [f"    kind = {self.alone('str')}", ""]
            fields = list(own)
            if self.chance(0.5):
                lines += ["    def __init__(self, size, label):", f"        super().__init__({self.pick('size', 'size + 1', 'size * 2')}, label)", f"        self.side = {self.pick('size', 'len(label)')}", ""]
                fields.append(("self.side", "int"))
            self.scope = [*fields, ("by", "int")]
            above = f"super().area(by) + ({e('int', 1)})"
            lines += ["    def area(self, by):", f"        return {self.pick(e('int', 2), above)}", ""]
            if self.chance(0.4):
                lines += ["    def describe(self):", f"        return super().describe() + {e('str', 1)}", ""]
            lines += ["", f"class {other}({self.pick(base, child)}):"]
            self.scope = [*own, ("by", "int")]
            lines += ["    def area(self, by):", f"        self.size {self.pick('+=', '-=')} by", f"        return {e('int', 2)}", "", ""]
            return lines

        self.before += self.body_of([*own, ("by", "int")], body)
        names = [base, child, other]
        self.classes[base] = [("size", "int"), ("label", "str")]
        self.subclasses[base] = names
        self.methods += [(base, "area", "int", "int"), (base, "describe", "str", None)]

        def mixed(depth, result):
            total, one = self.fresh("x"), self.fresh("o")
            made = ", ".join(f"{self.pick(*names)}({e('int', 1)}, {e('str', 1)})" for _ in range(self.rng.randint(1, 3)))
            say = self.pick(f"{one}.describe()", f"str({one}.area({e('int', 1)}))", f"type({one}).__name__", f"str(isinstance({one}, {self.pick(*names)}))", f"{one}.kind")
            self.flush()
            self.bind(total, ("list", "str"))
            return [f"{total} = []", f"for {one} in [{made}]:", f"    {total}.append({say})"]

        self.steps += [mixed, mixed]

    def define_enum(self):
        name = f"Color{self.index}"
        e = self.expr
        kind = self.pick("int", "str")
        values = {"int": ["1", "2", "3", "-4", "0"], "str": ['"r"', '"g"', '""', '"héllo"']}[kind]
        members = self.rng.sample(["RED", "GREEN", "BLUE", "OTHER"], self.rng.randint(2, 4))
        base = self.pick("enum.Enum", "enum.Enum", "enum.IntEnum" if kind == "int" else "str, enum.Enum")
        lines = [f"class {name}({base}):"] + [f"    {member} = {value}" for member, value in zip(members, values)]
        if self.chance(0.3):
            lines += ["", "    def shown(self):", f"        return {self.pick('self.name.lower()', 'str(self.value)', 'self.name + str(self.value)')}"]
            self.offers.append(("str", lambda d: f"{pick()}.shown()"))
        if self.chance(0.3):
            lines += ["", "    @classmethod", "    def first(cls):", f"        return {self.pick(f'cls.{members[0]}', 'list(cls)[0]')}"]
            self.offers.append(("str", lambda d: f"{name}.first().name"))
        self.before += [*lines, "", ""]

        def pick():
            return f"{name}.{self.pick(*members)}"

        def value(d):
            return self.pick(f"{pick()}", f"{name}({self.pick(*values, e(kind, d))})", f"{name}[{self.pick(*(repr(m) for m in members), e('str', d))}]")

        self.offers += [("str", lambda d: f"({value(d)}).name"), (kind, lambda d: f"({value(d)}).value"), ("bool", lambda d: f"{value(d)} {self.pick('==', 'is', '!=')} {value(d)}"),
                        ("int", lambda d: f"len({name})"), (("list", "str"), lambda d: f"[m.name for m in {name}]"), (("list", kind), lambda d: f"[m.value for m in {name} if m {self.pick('!=', 'is not')} {pick()}]"),
                        ("str", lambda d: f"str({value(d)})"), ("bool", lambda d: f"{value(d)} in ({pick()}, {pick()})"), ("str", lambda d: f"repr({value(d)})")]

        def step(depth, result):
            x, y = self.fresh("x"), self.fresh("x")
            lines = [f"{x} = {value(2)}", f"{y} = {{{pick()}: {e('int', 1)}, {pick()}: {e('int', 1)}}}{self.pick(f'.get({x}, -1)', f'[{x}]')}"]
            self.flush()
            self.scope.append((f"{x}.name", "str"))
            self.fixed.add(f"{x}.name")
            self.bind(y, "int")
            return lines

        self.steps += [step]

    def define_named(self):
        name = f"Pair{self.index}"
        e = self.expr
        default = self.pick("", ' = "d"')
        self.before += [*self.pick([f"class {name}(NamedTuple):", "    left: int", f"    right: str{default}"],
                                   [f'{name} = namedtuple("{name}", ["left", "right"])']), "", ""]

        def made(d):
            return self.pick(f"{name}({e('int', d)}, {e('str', d)})", f"{name}(left={e('int', d)}, right={e('str', d)})")

        self.offers += [("int", lambda d: f"{made(d)}.left"), ("str", lambda d: f"{made(d)}[1]"), ("bool", lambda d: f"{made(d)} {self.pick('==', '<', '>=')} {made(d)}"),
                        ("str", lambda d: f"str({made(d)})"), (("tuple", "int", "str"), lambda d: f"tuple({made(d)})"), ("int", lambda d: f"len({made(d)})"),
                        ("bool", lambda d: f"{made(d)} == ({e('int', d)}, {e('str', d)})")]

        def step(depth, result):
            x, a, b, z = self.fresh("x"), self.fresh("x"), self.fresh("x"), self.fresh("x")
            lines = [f"{x} = {made(2)}", f"{a}, {b} = {x}"]
            self.flush()
            for bound, kind in [(x, "raw"), (a, "int"), (b, "str")]:
                self.bind(bound, kind)
            self.scope += [(f"{x}.left", "int"), (f"{x}.right", "str")]
            match self.rng.randint(0, 4):
                case 0:
                    lines += [f"{z} = {x}._replace(left={e('int', 1)})"]
                case 1:
                    lines += [f"{z} = {x}._asdict()"]
                case 2:
                    lines += [f"{z} = sorted([{x}, {made(1)}, {made(1)}])"]
                case 3:
                    lines += [f"{z} = {{{x}: 1, {made(1)}: 2}}.get({x})"]
                case _:
                    lines += [f"{z} = [p.left for p in [{x}, {made(1)}]]"]
            self.bind(z, "raw")
            self.fixed |= {x, z, f"{x}.left", f"{x}.right"}
            return lines

        self.steps += [step, step]

    def define_dataclass(self):
        name = f"Row{self.index}"
        e = self.expr
        options = self.pick("", "", "(order=True)", "(frozen=True)", "(eq=False)")
        fields = [("ident", "int", "int", ""), ("title", "str", "str", self.pick("", ' = "none"', ' = ""'))]
        if self.has("list"):
            fields.append(("tags", ("list", "int"), "list", " = field(default_factory=list)"))
        lines = [f"@dataclass{options}", f"class {name}:"] + [f"    {field}: {shown}{default}" for field, _, shown, default in fields]
        if self.chance(0.3) and "frozen" not in options:
            lines += ["", "    def __post_init__(self):", f"        self.ident {self.pick('+=', '*=', '%=')} {self.pick('2', '7')}"]
        lines += ["", "    def to_dict(self):", f"        return {self.pick('asdict(self)', '{' + ', '.join(f'{f!r}: self.{f}' for f, *_ in fields) + '}')}"]

        def method():
            return ["", "    def grow(self, by):", f"        {'self.ident += by' if 'frozen' not in options else 'by += self.ident'}", f"        return {e('int', 2)}", "", ""]

        lines += self.body_of([("self.ident", "int"), ("self.title", "str"), ("by", "int")], method)
        self.before += lines
        self.classes[name] = [(field, kind) for field, kind, *_ in fields]
        self.methods += [(name, "grow", "int", "int")]

        def made(d):
            return f"{name}({', '.join(e(kind, d) for _, kind, *_ in fields)})"

        self.offers += [("bool", lambda d: f"{made(d)} == {made(d)}"), ("str", lambda d: f"repr({made(d)})"), ("str", lambda d: f"{made(d)}.title")]
        if "order" in options:
            self.offers += [("bool", lambda d: f"{made(d)} {self.pick('<', '<=', '>')} {made(d)}"), ("str", lambda d: f"max({made(d)}, {made(d)}).title")]

    def define_manager(self):
        name = f"Guard{self.index}"
        e = self.expr
        gives = self.pick("self", "self", "self.name")
        leaves = self.pick("return False", "return True", "pass", "return kind is not None and issubclass(kind, ValueError)", "self.log.append(str(value))", "return kind is KeyError")
        enter = self.pick("self.name", "f'enter {self.name}'")
        leave = self.pick("'out'", "f'leave {self.name}'", "kind.__name__ if kind else self.name")
        self.before += [f"class {name}:", "    def __init__(self, log, name):", "        self.log = log", "        self.name = name", "",
                        "    def __enter__(self):", f"        self.log.append({enter})", f"        return {gives}", "",
                        "    def __exit__(self, kind, value, trace):", f"        self.log.append({leave})", f"        {leaves}", "", ""]

        def step(depth, result):
            log, one = self.fresh("x"), self.fresh("g")
            self.fixed.add(log)
            self.scope.append((log, ("list", "str")))
            lines = [f"{log} = []", f"with {name}({log}, {e('str', 1)}) as {one}" + self.pick("", "", f", {name}({log}, 'b')") + ":"]
            self.flush()
            names = [(f"{one}.name" if gives == "self" else one, "str")]
            lines += self.nested_block(result, depth, names)
            if self.chance(0.4):
                lines += [f"    if {e('bool', 2)}:", f"        raise {self.pick('ValueError', 'KeyError')}({e('str', 1)})"]
            return lines

        self.steps += [step, step]

    def define_decorator(self):
        name, over = f"deco{self.index}", f"wrapped{self.index}"
        e = self.expr
        wraps = ["    @functools.wraps(fn)"] if self.chance(0.4) else []
        given = self.pick("*args", "n, text", "*args, **kwargs")
        kind = self.pick("int", "str")
        after = {"int": self.pick("made + 1", "made * 2", "-made", "made"), "str": self.pick("made + '!'", "made * 2", "made.upper()", "made")}[kind]
        wrapper = [*wraps, f"    def wrapper({given}):", f"        made = fn({given})", f"        return {after}", "", "    return wrapper", "", ""]
        head = [f"def {name}(fn):"]
        used = f"@{name}"
        if self.chance(0.3):
            head = [f"def {name}(times):", "    def inner(fn):"]
            wrapper = [("    " + line).rstrip() for line in wrapper[:-2]] + ["", "    return inner", "", ""]
            after = {"int": "made + times", "str": "made * times"}[kind]
            used = f"@{name}({self.pick('2', '3')})"
        if self.chance(0.2):
            head, wrapper, used = [], [], self.pick("@functools.lru_cache(maxsize=None)", "@functools.cache")
        self.before += [*head, *wrapper, used] + self.body_of([("n", "int"), ("text", "str")], lambda: [f"def {over}(n, text):", f"    return {e(kind, 2)}", "", ""])
        self.helpers.append((over, ["int", "str"], kind, False))
        self.offers.append(("str", lambda d: f"{over}.__name__"))

    def define_function_value(self):
        name, kind = f"maker{self.index}", self.pick("int", "str")
        e = self.expr
        apply = f"apply{self.index}"
        steps = ["        nonlocal held", f"        held {self.pick('+=', '*=')} n"] if self.chance(0.4) else []

        def body():
            return [f"def {name}(held):", "    def run(n):", *steps, f"        return {e(kind, 2)}", "", "    return run", "", "",
                    f"def {apply}(fn, n):", f"    return {self.pick('fn(n)', '[fn(v) for v in range(n % 4)]', 'fn(n + 1)')}", "", ""]

        made = self.body_of([("held", "int"), ("n", "int")], body)
        self.before += made
        listed = any("[fn(v)" in line for line in made)
        gives = ("list", kind) if listed else kind

        def value(d):
            local = [n for n, kinds, result in self.local_functions if kinds == ["int"] and result == kind]
            return self.pick(f"{name}({e('int', d)})", f"(lambda n: {self.inside('n', 'int', kind)})", *local)

        self.offers += [(gives, lambda d: f"{apply}({value(d)}, {e('int', d)})"), (kind, lambda d: f"{name}({e('int', d)})({e('int', d)})"),
                        (("list", kind), lambda d: f"list(map({value(d)}, {e(('list', 'int'), d)}))")]

        def step(depth, result):
            f, a, b = self.fresh("fun"), self.fresh("x"), self.fresh("x")
            lines = [f"{f} = {value(2)}", f"{a} = {f}({e('int', 1)})", f"{b} = {f}({e('int', 1)})"]
            if self.chance(0.3):
                lines = [f"{f} = {{'a': {value(1)}, 'b': {value(1)}}}", f"{a} = {f}[{self.pick(repr('a'), e('str', 1))}]({e('int', 1)})", f"{b} = {a}"]
            elif self.chance(0.3):
                lines = [f"{f} = [lambda n, k=k: n {self.pick('+', '*')} k for k in range(3)]" if kind == "int" else f"{f} = [lambda n: str(k) for k in range(3)]",
                         f"{a} = {f}[{self.pick('0', '1', e('int', 1))}]({e('int', 1)})", f"{b} = {f}[-1](2)"]
            self.flush()
            self.bind(a, kind)
            self.bind(b, kind)
            return lines

        self.steps += [step]

    def inside(self, name, kind, result):
        """An expression of `result` in which `name` is bound too."""
        saved, allowed = list(self.scope), self.binding_allowed
        self.scope, self.binding_allowed = [*[(n, k) for n, k in self.scope if n != name], (name, kind)], False
        text = self.expr(result, 1)
        self.scope, self.binding_allowed = saved, allowed
        return text

    def define_variadic(self):
        name = f"many{self.index}"
        e = self.expr
        form = self.pick("*args", "first, *args", "*args, scale=2", "*args, **kwargs", "first, /, *, scale=2", "**kwargs")
        lines = [f"def {name}({form}):", "    total = 0"]
        if "first" in form:
            lines += ["    total += first"]
        if "*args" in form:
            lines += self.pick(["    for a in args:", "        total += a"], ["    total += sum(args)"], ["    total += len(args) and args[-1]"])
        if "scale" in form:
            lines += ["    total *= scale"]
        if "kwargs" in form:
            lines += self.pick(["    for k, v in kwargs.items():", "        total += v + len(k)"], ["    total += kwargs.get('low', 1)"], ["    total += sum(kwargs.values())"])
        self.before += [*lines, "    return total", "", ""]

        def call(d):
            given = []
            if "*args" in form:
                given += [e("int", d) for _ in range(self.rng.randint(0, 3))]
                if self.chance(0.4):
                    given.append("*" + self.named(("list", "int"), d))
            if "first" in form and (not given or given[0].startswith("*")):
                given.insert(0, e("int", d))
            if "scale" in form and self.chance(0.5):
                given.append(f"scale={e('int', d)}")
            if "kwargs" in form:
                given += self.pick([], [f"low={e('int', d)}"], [f"low={e('int', d)}", f"high={e('int', d)}"], [f"**{{'low': {e('int', d)}}}"])
            return f"{name}({', '.join(given)})"

        self.offers += [("int", call), ("int", call)]

    def define_match(self):
        e = self.expr

        def step(depth, result):
            if depth > 3:
                return self.assign(depth, result)
            kind = self.pick("int", "str", *([("list", "int")] if self.has("list") else []), *([("tuple", "int", "str")] if self.has("tuple") else []),
                             *(["json"] * 2 if self.has("json") else []), *(("obj", name) for name in self.classes))
            lines = [f"match {e(kind, 2)}:"]
            self.flush()
            for pattern, names in self.rng.sample(self.patterns(kind), self.rng.randint(1, 2)):
                guard = ""
                if self.chance(0.3):
                    with self.inner(names, binding=False):
                        guard = f" if {e('bool', 2)}"
                lines += [f"    case {pattern}{guard}:"] + ["    " + line for line in self.nested_block(result, depth, names)]
            if self.chance(0.6):
                lines += ["    case _:"] + ["    " + line for line in self.nested_block(result, depth)]
            return lines

        self.steps += [step, step]

    def patterns(self, kind):
        """Patterns for a subject of that type, with the names that they bind."""
        a, b = self.fresh("m"), self.fresh("m")
        match kind:
            case "int":
                return [("0 | 1", []), ("-1", []), ("7 | 10 | 255", []), (f"int({a})", [(a, "int")]), (f"(2 | 3) as {a}", [(a, "int")])]
            case "str":
                return [('"a" | ""', []), ('"name"', []), (f"str({a})", [(a, "str")]), (f'("id" | "12") as {a}', [(a, "str")])]
            case ("list", _):
                return [("[]", []), (f"[{a}]", [(a, "int")]), (f"[{a}, {b}]", [(a, "int"), (b, "int")]), (f"[{a}, *{b}]", [(a, "int"), (b, ("list", "int"))]),
                        (f"[*{b}, {a}]", [(a, "int"), (b, ("list", "int"))]), (f"[1, *{b}]", [(b, ("list", "int"))])]
            case ("tuple", *_):
                return [(f"({a}, {b})", [(a, "int"), (b, "str")]), (f"(0, {b})", [(b, "str")]), (f'({a}, "a" | "")', [(a, "int")])]
            case "json":
                return [("None", []), ("True | False", []), (f"int({a})", [(a, "int")]), (f"str() as {a}", [(a, "str")]), ("[]", []), (f"[{a}, *_]", [(a, "json")]),
                        (f'{{"a": {a}}}', [(a, "json")]), ('{"id": 7}', []), (f"{{'name': {{'x': {a}}}}}", [(a, "json")]), (f"float({a})", []), ("{}", []), ("[_, _]", [])]
            case ("obj", name):
                field, known = self.classes[name][0]
                return [(f"{name}({field}={a})", [(a, known)]), (f"{name}()", []), (f"{name}({field}={a}) as {b}", [(a, known), (b, kind)])]
        raise AssertionError(kind)

    def define_setter(self):
        name = f"Temp{self.index}"
        e = self.expr
        limit = self.pick("0", "100", "-5")

        def body():
            return [f"class {name}:", "    def __init__(self, size):", f"        {self.pick('self._size', 'self.size')} = size", "", "    @property", "    def size(self):",
                    "        return self._size", "", "    @size.setter", "    def size(self, by):", f"        if by < {limit}:", f"            raise ValueError({self.pick('by', repr('low'), 'str(by)')})",
                    f"        self._size = {self.pick('by', e('int', 1))}", "", "    @property", "    def double(self):", f"        return {self.pick('self.size * 2', 'self._size + self.size')}", "", ""]

        self.before += self.body_of([("by", "int")], body)

        def step(depth, result):
            t = self.fresh("t")
            lines = [f"{t} = {name}({e('int', 2)})", self.pick(f"{t}.size = {e('int', 2)}", f"{t}.size {self.pick('+=', '-=')} {e('int', 1)}")]
            self.flush()
            self.scope += [(f"{t}.size", "int"), (f"{t}.double", "int")]
            self.fixed |= {f"{t}.size", f"{t}.double"}
            return lines

        self.steps += [step]

    def define_dunder(self):
        name = f"Bag{self.index}"
        e = self.expr
        lines = [f"class {name}:", "    def __init__(self, items):", f"        self.items = {self.pick('items', 'list(items)', 'items[:]')}", ""]
        ways = {
            "__len__": (["        return len(self.items)"], "self", [("int", lambda d: f"len({made(d)})"), ("bool", lambda d: f"bool({made(d)})")]),
            "__contains__": ([f"        return value {self.pick('in', 'not in')} self.items"], "self, value", [("bool", lambda d: f"({e('int', d)}) in {made(d)}")]),
            "__getitem__": (["        return self.items[at]"], "self, at", [("int", lambda d: f"{made(d)}[{e('int', d)}]")]),
            "__iter__": ([f"        {self.pick('return iter(self.items)', 'yield from self.items')}"], "self", [(("list", "int"), lambda d: f"list({made(d)})"), ("int", lambda d: f"sum({made(d)})")]),
            "__str__": (["        return f'<{self.items}>'"], "self", [("str", lambda d: f"str({made(d)})"), ("str", lambda d: f"f'{{{made(d)}}}'")]),
            "__repr__": ([f"        return f'{name}({{self.items!r}})'"], "self", [("str", lambda d: f"repr([{made(d)}])")]),
            "__eq__": ([f"        return isinstance(other, {name}) and self.items == other.items"], "self, other", [("bool", lambda d: f"{made(d)} {self.pick('==', '!=')} {made(d)}")]),
            "__lt__": (["        return len(self.items) < len(other.items)"], "self, other", [("bool", lambda d: f"{made(d)} < {made(d)}"), ("int", lambda d: f"len(sorted([{made(d)}, {made(d)}])[0].items)")]),
            "__add__": ([f"        return {name}(self.items + other.items)"], "self, other", [(("list", "int"), lambda d: f"({made(d)} + {made(d)}).items")]),
            "__call__": (["        return self.items.count(n) + n"], "self, n", [("int", lambda d: f"{made(d)}({e('int', d)})")]),
            "__bool__": (["        return bool(self.items) and self.items[0] > 0"], "self", [("bool", lambda d: f"not {made(d)}")]),
        }

        def made(d):
            return f"{name}({e(('list', 'int'), d)})"

        for method in self.rng.sample(sorted(ways), self.rng.randint(2, 5)):
            body, given, offers = ways[method]
            lines += [f"    def {method}({given}):", *body, ""]
            self.offers += offers
        self.before += [*lines, ""]

    def define_table(self):
        """Module-level data that only is read, made by statements."""
        name = f"TABLE{self.index}"
        e = self.expr
        kind = self.pick("int", "str")

        # What stands there is simple: a module whose own code is refused moves as a whole or not at all, with all the other programs in it.
        value = {"int": ["at", "at * 3 - 1", "at % 2"], "str": ["str(at)", "'ab'[at % 2]", "'x' * at"]}[kind]
        made = self.pick(
            [f"{name} = {{'a': {self.alone(kind)}, 'id': {self.alone(kind)}, '': {self.alone(kind)}}}"],
            [f"{name} = {{str(at): {self.pick(*value)} for at in range(5)}}"],
            [f"{name} = {{}}", "for at, key in enumerate(['a', 'name', 'x=1']):", f"    {name}[key] = {self.pick(*value)}"])
        self.before += [*made, "", ""]
        self.offers += [(kind, lambda d: f"{name}[{e('str', d)}]"), (kind, lambda d: f"{name}.get({e('str', d)}, {e(kind, d)})"), ("bool", lambda d: f"({e('str', d)}) in {name}"),
                        (("list", kind), lambda d: f"list({name}.values())"), (("list", "str"), lambda d: f"sorted({name})"), ("int", lambda d: f"len({name})")]

    def define_mutable_default(self):
        name = f"keep{self.index}"
        e = self.expr
        self.before += self.pick([f"def {name}(n, held=[]):", "    held.append(n)", f"    return {self.pick('len(held)', 'sum(held[-3:])', 'held[0]')}"],
                                 [f"def {name}(n, held={{}}):", "    held[n] = held.get(n, 0) + 1", "    return held[n]"],
                                 [f"def {name}(n, held=None):", "    held = held or []", "    held.append(n)", "    return len(held)"]) + ["", ""]
        self.offers += [("int", lambda d: f"{name}({e('int', d)})")]

    def define_chain_raise(self):
        e = self.expr

        def step(depth, result):
            name = self.fresh("e")
            kind = self.pick("ValueError", "KeyError", "RuntimeError")
            inner = self.pick(f"raise {kind}({e('str', 1)}) from {name}", f"raise {kind}(str({name}))", "raise", f"raise {kind}({name}.args[0]) from None", f"raise {name}")
            assertion = self.pick(f"assert {e('bool', 2)}", f"assert {e('bool', 2)}, {e('str', 1)}", f"int({e('str', 2)})", f"[1, 2][{e('int', 2)}]", f"{{'a': 1}}[{e('str', 2)}]", f"({e('int', 2)}) / ({e('int', 2)})")
            self.flush()
            return ["try:", f"    {assertion}", f"except {self.pick('Exception', 'AssertionError', '(ValueError, LookupError)', 'ArithmeticError')} as {name}:", f"    if {e('bool', 2)}:", f"        {inner}"]

        self.steps += [step]

    def define_static(self):
        name = f"Tool{self.index}"
        e = self.expr
        kind = self.pick("int", "str")

        def body():
            return [f"class {name}:", f"    base = {self.alone('int')}", "", "    def __init__(self, n):", "        self.n = n", "", "    @staticmethod", "    def plain(n, text):", f"        return {e(kind, 2)}", "",
                    "    @classmethod", "    def build(cls, n):", f"        return cls({self.pick('n', 'n + cls.base', 'cls.base')})", "", "    def read(self):", f"        return self.n {self.pick('+', '-')} self.base", "", ""]

        self.before += self.body_of([("n", "int"), ("text", "str")], body)
        self.offers += [(kind, lambda d: f"{name}.plain({e('int', d)}, {e('str', d)})"), ("int", lambda d: f"{name}.build({e('int', d)}).read()"), ("int", lambda d: f"{name}({e('int', d)}).n"),
                        ("int", lambda d: f"{name}.base")]

    def define_nested_def(self):
        """A function within the function that calls itself or another."""
        e = self.expr

        def step(depth, result):
            if depth > 1:
                return self.assign(depth, result)
            name, other = self.fresh("fun"), self.fresh("fun")
            saved, in_loop = list(self.scope), self.in_loop
            self.in_loop = 0
            self.scope += [("n", "int")]
            lines = [f"def {name}(n):", "    if n <= 0:", f"        return {e('int', 1)}", f"    return {name}(n - {self.pick('1', '2')}) {self.pick('+ n', '- 1', '* 1')}"]
            lines += [f"def {other}(n, *, by={self.pick('1', e('int', 0))}):", f"    return {name}(n % 7) + by"]
            self.scope, self.in_loop, self.pending = saved, in_loop, []
            self.local_functions.append((other, ["int"], "int"))
            return lines

        self.steps += [step]

    def define_late(self):
        """Closures made in a loop, and a variable that is set after them."""
        e = self.expr

        def step(depth, result):
            if depth > 1:
                return self.assign(depth, result)
            funs, v, x = self.fresh("funs"), self.fresh("i"), self.fresh("x")
            lines = [f"{funs} = []", f"for {v} in range({self.pick('2', '3')}):", f"    {funs}.append({self.pick(f'lambda: {v}', f'lambda n={v}: n', f'lambda: {v} * 2')})",
                     f"{x} = [fn() for fn in {funs}]"]
            self.flush()
            self.bind(x, ("list", "int"))
            return lines

        self.steps += [step]
