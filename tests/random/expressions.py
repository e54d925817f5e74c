"""Random expressions of Python, by type.

A type is `"int"`, `"float"`, `"str"`, `"bool"`, `"json"` (whatever a body holds), or a tuple: `("list", T)`, `("dict", K, V)`, `("set", T)`,
`("tuple", A, B, …)`, `("opt", T)`, `("obj", CLASS)`. What is written is always well typed, except where the values of a request make it fail: an index, a key, a
division, a text that is no number. What pivot supports is not asked.
"""

INTS = ["0", "1", "-1", "2", "3", "7", "10", "-5", "100", "255"]
EDGES = ["2147483647", "2147483648", "-2147483649", "9007199254740991", "9007199254740993", "9223372036854775807",
         "-9223372036854775808", "4611686018427387904", "2**31", "2**53 + 1", "2**62"]
FLOATS = ["0.0", "1.0", "-1.5", "0.1", "2.5", "1e16", "3.14159", "1e-7", "-0.0", "100.0", "1e22", "0.5"]
ODD_FLOATS = ["float('inf')", "-float('inf')", "float('nan')", "5e-324", "1.7976931348623157e308", "0.1 + 0.2", "1e15", "1e-5", "2.675", "-0.0", "9007199254740993.0"]
TEXTS = ['""', '"a"', '"Ab c"', '"héllo wörld"', '"日本語"', '"😀x"', '"a,b,,c"', '"  pad\\t"', '"Straße"', '"x=1"', '"12"', '"-7"', '"line\\nnext"',
         '"quote\'s"', "'say \"hi\"'", '"ǅungla"', '"İ"', '"%s"', '"{}"',
         '"ﬁx ŉ"', '"e\\u0301a"', '"١٢٣"', '"½²"', '"a\\u00a0b\\u2028c"', '"ΑΣΑΣ"', '"\\x1f\\x00"', '"🇩🇪👩‍👧"']
SPLITS = ['","', '" ", 1']
TEXT_CALLS = ["expandtabs(3)", 'rpartition(" ")[2]', 'rsplit(",", 1)[0]', 'translate({97: "A", 98: None})']
DUMP_OPTIONS = ["", ", sort_keys=True", ", ensure_ascii=False", ", indent=2", ', separators=(",", ":")']
DOCUMENTS = ["'[1, 2.0, null]'", """'{"a": 1, "a": 2}'""", "'-0'", "'1E5'", "'[NaN]'", "'123456789012345678901234567890'", """'"\\\\ud83d"'""", "'[1,]'"]
SPECS = {
    "int": ["", ":d", ":5d", ":<4d", ":,", ":x", ":05d", ":+d", ":b", ":>8", "!r", ":e", ":.1f", ":_d", ":#x", ":^7", ":o", ":X", ":+,d", ":=+8d", ":c", ":08b", ":.2%", ":g"],
    "float": ["", ":.2f", ":8.3f", ":e", ":g", "!r", ":+.1f", ":,.2f", ":.0f", ":%", ":.3g", ":010.2f", ":+g", ":_.1f", ":E", ":>12", ":.10f", ": .2f", ":n"],
    "str": ["", ":>8", ":<6", ":^9", "!r", ":.3", ":*^7", "!s", "!a", ":é^8", "!r:>12", ":<2.1", ":s"],
    "bool": ["", "!r", ":d", ":>6"],
}


def is_container(kind):
    return isinstance(kind, tuple) and kind[0] in ("list", "dict", "set")


class Expressions:
    """Writes expressions over the names in `self.scope`, a list of `(text, type)`."""

    def has(self, feature):
        """Whether this program uses that part of the language. Values of unknown shape come only from a body."""
        return feature in self.features and (feature != "json" or bool(self.names("json")))

    def pick(self, *choices):
        return self.rng.choice(choices)

    def chance(self, share):
        return self.rng.random() < share

    def names(self, kind):
        return [text for text, known in self.scope if known == kind]

    def expr(self, kind, depth=2):
        """An expression of `kind`; deeper ones hold operators and calls."""
        names = self.names(kind)
        if names and (depth <= 0 or self.chance(0.4)):
            return self.rng.choice(names)
        head = kind if isinstance(kind, str) else kind[0]
        made = getattr(self, "make_" + head)(kind, depth - 1) if depth > 0 else self.leaf(kind)
        if depth > 1 and self.has("order") and head in ("int", "str") and self.chance(0.12) and self.noted:
            return f"{self.noted[head]}({self.trace}, {made})"
        if depth > 1 and self.has("walrus") and head in ("int", "str", "float") and self.chance(0.06) and self.binding_allowed:
            name = self.fresh("w")
            self.pending.append((name, kind))
            return f"({name} := {made})"
        if depth > 0 and self.has("conditional") and self.chance(0.06):
            return f"({made} if {self.expr('bool', depth - 1)} else {self.expr(kind, depth - 1)})"
        return made

    def leaf(self, kind):
        names = self.names(kind)
        if names and self.chance(0.6):
            return self.rng.choice(names)
        match kind:
            case "int":
                return self.rng.choice(EDGES) if self.has("big") and self.chance(0.3) else self.rng.choice(INTS)
            case "float":
                return self.rng.choice(ODD_FLOATS if self.has("odd") and self.chance(0.4) else FLOATS)
            case "str":
                return self.rng.choice(TEXTS)
            case "bool":
                return self.pick("True", "False")
            case "json":
                return self.pick("None", self.leaf("int"), self.leaf("str"))
            case ("list", item):
                return "[" + ", ".join(self.leaf(item) for _ in range(self.rng.randint(0 if self.has("empty") else 1, 4))) + "]"
            case ("set", item):
                return "{" + ", ".join(self.leaf(item) for _ in range(self.rng.randint(1, 4))) + "}"
            case ("dict", key, value):
                count = self.rng.randint(0 if self.has("empty") else 1, 3)
                return "{" + ", ".join(f"{self.leaf(key)}: {self.leaf(value)}" for _ in range(count)) + "}"
            case ("tuple", *items):
                return "(" + ", ".join(self.leaf(item) for item in items) + ("," if len(items) == 1 else "") + ")"
            case ("opt", inner):
                return "None" if self.chance(0.4) else self.leaf(inner)
            case ("obj", name):
                return self.construct(name, 0)
        raise AssertionError(kind)

    def paren(self, text):
        """Usually in parentheses; without them the text is another expression of the same type."""
        return text if self.chance(0.3) else f"({text})"

    # Numbers

    def make_int(self, _, d):
        e = self.expr
        ways = [
            lambda: f"{self.paren(e('int', d))} {self.pick('+', '-', '*')} {self.paren(e('int', d))}",
            lambda: f"{self.paren(e('int', d))} {self.pick('+', '-')} {self.paren(e('int', d))}",
            lambda: f"({e('int', d)}) {self.pick('//', '%')} ({self.pick('3', '-7', '10', e('int', d))})",
            lambda: f"abs({e('int', d)})",
            lambda: f"{self.pick('min', 'max')}({e('int', d)}, {e('int', d)})",
            lambda: self.leaf("int"),
            lambda: f"len({e(self.sized(), d)})",
            lambda: f"-({e('int', d)})",
        ]
        if self.has("bits"):
            ways += [
                lambda: f"({e('int', d)}) {self.pick('&', '|', '^')} ({e('int', d)})",
                lambda: f"({e('int', d)}) {self.pick('<<', '>>')} ({e('int', d)} % {self.pick('3', '8', '40')})",
                lambda: f"~({e('int', d)})",
                lambda: f"({e('int', d)}) ** {self.pick('2', '3', '0')}",
            ]
        if self.has("convert"):
            ways += [
                lambda: f"int({e('str', d)})" if self.chance(0.3) else f"int(str({e('int', d)}))",
                lambda: f"int({e('bool', d)})",
                lambda: f"({e('bool', d)}) + ({e('int', d)})",
                lambda: f"ord({e('str', d)}[0])",
            ]
            if self.has("float"):
                ways += [lambda: f"int({e('float', d)})", lambda: f"round({e('float', d)})"]
        if self.has("str"):
            ways += [lambda: f"({e('str', d)}).{self.pick('find', 'count', 'rfind', 'index')}({e('str', d)})"]
        if self.has("list"):
            ways += [
                lambda: f"{self.named(('list', 'int'), d)}[{e('int', d)} % 3]" if self.chance(0.4) else f"{self.named(('list', 'int'), d)}[{e('int', d)}]",
                lambda: f"{self.named(('list', 'int'), d)}[{self.pick('0', '-1', '1')}]",
                lambda: f"{self.pick('sum', 'min', 'max', 'len')}({e(('list', 'int'), d)})",
                lambda: f"{self.pick('min', 'max')}({e(('list', 'int'), d)}, default={e('int', d)})",
                lambda: f"{self.named(('list', 'int'), d)}.{self.pick('index', 'count')}({e('int', d)})",
            ]
        if self.has("comprehension"):
            ways += [lambda: f"sum({self.comprehension('int', d)})", lambda: f"sum(1 for {self.loop_source(d)})",
                     lambda: f"next(({self.comprehension('int', d)}), {e('int', 0)})"]
        if self.has("dict"):
            ways += [
                lambda: f"{self.named(('dict', 'str', 'int'), d)}[{e('str', d)}]",
                lambda: f"{self.named(('dict', 'str', 'int'), d)}.get({e('str', d)}, {e('int', d)})",
            ]
        if self.has("short"):
            ways += [lambda: f"({e('int', d)} {self.pick('or', 'and')} {e('int', d)})"]
        if self.has("optional"):
            ways += [lambda: self.narrowed("int", d)]
        if self.has("edge"):
            ways += [
                lambda: f"9223372036854775807 - ({e('int', d)} % 3)",
                lambda: f"({e('int', d)}) * 4611686018427387904 // 4611686018427387904",
                lambda: f"-9223372036854775808 + ({e('int', d)} % 3)",
                lambda: f"pow({e('int', d)}, {self.pick('2', '3', '63')}, {self.pick('7', '1000000007', '-5')})",
                lambda: f"({e('int', d)}).bit_length()",
                lambda: f"int({e('str', d)}, {self.pick('16', '2', '0')})",
            ]
        if self.has("json") and self.has("round"):
            ways += [lambda: f"len(json.dumps({self.named('json', d)}))"]
        if self.has("json"):
            ways += [
                lambda: f"int({self.named('json', d)})",
                lambda: f"len({self.named('json', d)})",
                lambda: f"({self.named('json', 0)} if isinstance({self.named('json', 0)}, int) else {e('int', d)})",
            ]
        if self.has("tuple"):
            ways += [lambda: f"{self.named(('tuple', 'int', 'str'), d)}[0]"]
            if self.has("star"):
                ways += [lambda: f"divmod({e('int', d)}, {e('int', d)})[{self.pick('0', '1')}]"]
        ways += self.callables("int", d)
        return self.rng.choice(ways)()

    def make_float(self, _, d):
        e = self.expr
        ways = [
            lambda: f"{self.paren(e('float', d))} {self.pick('+', '-', '*')} {self.paren(e(self.pick('float', 'int'), d))}",
            lambda: f"({e(self.pick('float', 'int'), d)}) / ({e(self.pick('float', 'int'), d)})",
            lambda: f"float({e('int', d)})",
            lambda: f"round({e('float', d)}, {self.pick('0', '1', '2', '3', '-1')})",
            lambda: f"abs({e('float', d)})",
            lambda: self.leaf("float"),
            lambda: f"({e('float', d)}) {self.pick('//', '%')} ({e('float', d)})",
            lambda: f"{self.pick('min', 'max')}({e('float', d)}, {e('float', d)})",
            lambda: f"-({e('float', d)})",
            lambda: f"({e('float', d)}) * ({e('int', d)})",
        ]
        if self.has("list"):
            ways += [lambda: f"sum({e(('list', 'float'), d)}) + 0.0", lambda: f"sum({e(('list', 'float'), d)}, 0.0)",
                     lambda: f"{self.named(('list', 'float'), d)}[{self.pick('0', '-1')}]"]
        if self.has("convert"):
            ways += [lambda: f"float({e('str', d)})"]
        if self.has("short"):
            ways += [lambda: f"({e('float', d)} {self.pick('or', 'and')} {e('float', d)})"]
        ways += self.callables("float", d)
        return self.rng.choice(ways)()

    def make_bool(self, _, d):
        e = self.expr
        kind = self.pick("int", "int", "str", *(["float"] if self.has("float") else []))
        ways = [
            lambda: f"({e(kind, d)}) {self.pick('<', '<=', '>', '>=', '==', '!=')} ({e(kind, d)})",
            lambda: f"({e('int', d)}) % 2 == 0",
            lambda: f"not ({e('bool', d)})",
            lambda: f"({e('bool', d)} {self.pick('and', 'or')} {e('bool', d)})",
            lambda: f"bool({e(self.sized(), d)})",
        ]
        if self.has("str"):
            ways += [lambda: f"({e('str', d)}).{self.pick('isnumeric', 'isdecimal', 'istitle', 'isidentifier', 'isprintable', 'isascii')}()"]
        if self.has("chain") and self.has("float"):
            ways += [lambda: f"({e('float', d)}) {self.pick('<', '==', '!=')} ({e('float', d)}) {self.pick('<=', '>', '!=')} ({e('float', d)})"]
        if self.has("chain"):
            ways += [lambda: f"({e('int', d)}) {self.pick('<', '<=')} ({e('int', d)}) {self.pick('<', '<=', '!=', '==')} ({e('int', d)})"]
        if self.has("mixed"):
            ways += [lambda: f"({e('int', d)}) {self.pick('<', '==', '>=')} ({e('float', d)})", lambda: f"({e('int', d)}) == ({e('str', d)})"]
        if self.has("str"):
            ways += [
                lambda: f"({e('str', d)}).{self.pick('startswith', 'endswith')}({e('str', d)})",
                lambda: f"({e('str', d)}) {self.pick('in', 'not in')} ({e('str', d)})",
                lambda: f"({e('str', d)}).{self.pick('isdigit', 'isalpha', 'isupper', 'islower', 'isspace', 'isalnum')}()",
            ]
        if self.has("list"):
            ways += [lambda: f"({e('int', d)}) {self.pick('in', 'not in')} ({e(('list', 'int'), d)})",
                     lambda: f"({e(('list', 'int'), d)}) {self.pick('==', '!=')} ({e(('list', 'int'), d)})"]
            if self.has("algebra"):
                ways += [lambda: f"({e(('list', 'int'), d)}) {self.pick('<', '>=')} ({e(('list', 'int'), d)})"]
        if self.has("dict"):
            ways += [lambda: f"({e('str', d)}) {self.pick('in', 'not in')} ({e(('dict', 'str', 'int'), d)})"]
        if self.has("set"):
            ways += [lambda: f"({e('int', d)}) in ({e(('set', 'int'), d)})", lambda: f"({e(('set', 'int'), d)}) == ({e(('set', 'int'), d)})"]
            if self.has("algebra"):
                ways += [lambda: f"({e(('set', 'int'), d)}) {self.pick('<=', '<', '>=')} ({e(('set', 'int'), d)})"]
        if self.has("comprehension"):
            ways += [lambda: f"{self.pick('any', 'all')}({self.comprehension('bool', d)})"]
        if self.has("optional"):
            ways += [lambda: f"{e(('opt', 'int'), 0)} {self.pick('is', 'is not')} None"]
        if self.has("json"):
            ways += [
                lambda: f"isinstance({self.named('json', d)}, {self.pick('int', 'str', 'list', 'dict', 'bool', '(int, float)')})",
                lambda: f"{self.named('json', d)} == {e(self.pick('int', 'str'), d)}",
                lambda: f"{self.named('json', d)} is None",
                lambda: f"bool({self.named('json', d)})",
            ]
        ways += self.callables("bool", d)
        return self.rng.choice(ways)()

    # Text

    def make_str(self, _, d):
        e = self.expr
        ways = [
            lambda: f"({e('str', d)}) + ({e('str', d)})",
            lambda: f"str({e(self.simple(), d)})",
            lambda: self.leaf("str"),
        ]
        if self.has("str"):
            ways += [
                lambda: f"({e('str', d)}).{self.pick('upper', 'lower', 'strip', 'title', 'capitalize', 'swapcase', 'lstrip', 'rstrip', 'casefold')}()",
                lambda: f"({e('str', d)})[{self.bound(d)}:{self.bound(d)}{self.pick('', '', ':-1', ':2')}]",
                lambda: f"({e('str', d)})[{self.pick('0', '-1', e('int', d))}]",
                lambda: f"({e('str', d)}) * ({e('int', d)} % 4)",
                lambda: f"({e('str', d)}).replace({e('str', d)}, {self.leaf('str')})",
                lambda: f"({e('str', d)}).{self.pick('rjust', 'ljust', 'center', 'zfill')}({e('int', d)} % 12)",
                lambda: f"({e('str', d)}).{self.pick('strip', 'lstrip', 'removeprefix', 'removesuffix')}({self.leaf('str')})",
                lambda: f"{self.leaf('str')}.join({e(('list', 'str'), d)})",
                lambda: f"({e('str', d)}).partition({self.pick(*TEXTS[1:])})[{self.pick('0', '2')}]",
                lambda: f"chr(97 + ({e('int', d)}) % 26)",
                lambda: f"({e('str', d)}).{self.pick(*TEXT_CALLS)}",
                lambda: f"({e('str', d)}).encode().hex()",
                lambda: f"({e('str', d)}).encode('utf-8').decode('utf-8')",
                lambda: f"({e('str', d)})[{self.bound(d)}:{self.bound(d)}:{self.pick('3', '-2', '-3')}]",
            ]
        if self.has("format"):
            ways += [
                lambda: self.fstring(d),
                lambda: self.fstring(d),
                lambda: f"'%s-%{self.pick('d', '5d', '03d', 's', 'r', 'x')}' % ({e('str', d)}, {e('int', d)})",
                lambda: f"'{{}}/{{{self.pick('', ':>6', '!r')}}}'.format({e('int', d)}, {e('str', d)})",
                lambda: f"repr({e(self.simple(), d)})",
                lambda: f"str({e(self.pick(*self.printable()), d)})",
            ]
        if self.has("list"):
            ways += [lambda: f"{self.named(('list', 'str'), d)}[{e('int', d)}]", lambda: f"({e('str', d)}).split({self.pick('', SPLITS[0])})[{self.pick('0', '-1')}]"]
        if self.has("short"):
            ways += [lambda: f"({e('str', d)} {self.pick('or', 'and')} {e('str', d)})"]
        if self.has("round"):
            ways += [lambda: f"json.dumps({e(self.pick(*self.printable()), d)}{self.pick(*DUMP_OPTIONS)})"]
        if self.has("optional"):
            ways += [lambda: self.narrowed("str", d)]
        if self.has("json"):
            ways += [lambda: f"str({self.named('json', d)})", lambda: f"type({self.named('json', d)}).__name__",
                     lambda: f"({self.named('json', 0)} if isinstance({self.named('json', 0)}, str) else {e('str', d)})"]
        if self.has("tuple"):
            ways += [lambda: f"{self.named(('tuple', 'int', 'str'), d)}[1]"]
        ways += self.callables("str", d)
        return self.rng.choice(ways)()

    def fstring(self, d):
        parts = []
        for _ in range(self.rng.randint(1, 3)):
            kind = self.simple()
            inner = self.expr(kind, d)
            if any(mark in inner for mark in "\"'\\{}:!"):
                inner = self.rng.choice(self.names(kind) or self.names("str") or ["7"])
                kind = kind if self.names(kind) else "str" if self.names("str") else "int"
                if any(mark in inner for mark in "\"'\\{}:!"):
                    inner, kind = "7", "int"
            parts.append(self.pick("", "a", "é ", "n=", "{{") + "{" + inner + self.rng.choice(SPECS[kind]) + "}")
        return 'f"' + "".join(parts) + '"'

    # Containers

    def make_list(self, kind, d):
        e, item = self.expr, kind[1]
        ways = [
            lambda: "[" + ", ".join(e(item, d) for _ in range(self.rng.randint(1, 3))) + "]",
            lambda: f"({e(kind, d)}) + ({e(kind, d)})",
            lambda: f"({e(kind, d)})[{self.bound(d)}:{self.bound(d)}{self.pick('', '', ':-1', ':2')}]",
            lambda: f"list({e(kind, d)})",
        ]
        if self.has("star"):
            ways += [lambda: f"[*{e(kind, d)}, {e(item, d)}]"]
        if item in ("int", "float", "str"):
            ways += [lambda: f"sorted({e(kind, d)}{self.pick('', ', reverse=True', self.sort_key(item))})"]
            if self.has("set") and item != "float":
                ways += [lambda: f"sorted({e(('set', item), d)})"]
            ways += [lambda: f"({e(kind, d)}) * ({e('int', d)} % 3)", lambda: f"list(reversed({e(kind, d)}))"]
        if item == "int":
            ways += [lambda: f"list(range({e('int', d)} % 6))", lambda: f"list(range({self.pick('0', '1', '5')}, {e('int', d)} % 9, {self.pick('1', '2', '-1')}))"]
            if self.has("dict"):
                ways += [lambda: f"list({e(('dict', 'str', 'int'), d)}.values())",
                         lambda: f"[v for k, v in sorted({self.named(('dict', 'str', 'int'), d)}.items(), key=lambda p: ({self.pick('p[1], p[0]', '-p[1], p[0]', 'len(p[0]), p[1]')}){self.pick('', ', reverse=True')})]"]
        if item == "str":
            ways += [lambda: f"({e('str', d)}).split({self.pick('', *SPLITS)})", lambda: f"list({e('str', d)})", lambda: f"({e('str', d)}).splitlines()"]
            if self.has("dict"):
                ways += [lambda: f"{self.pick('list', 'sorted')}({e(('dict', 'str', 'int'), d)})"]
        if self.has("comprehension"):
            ways += [lambda: f"[{self.comprehension(item, d)}]"] * 2
        ways += self.callables(kind, d)
        return self.rng.choice(ways)()

    def sort_key(self, item):
        if not self.has("lambda"):
            return ""
        body = {"int": ["-v", "v % 3", "abs(v)", "(v % 2, v)"], "str": ["len(v)", "v.lower()", "(len(v), v)", "v[-1:]"], "float": ["-v", "abs(v)"]}[item]
        return ", key=lambda v: " + self.rng.choice(body)

    def make_dict(self, kind, d):
        e, (_, key, value) = self.expr, kind
        ways = [
            lambda: "{" + ", ".join(f"{e(key, d)}: {e(value, d)}" for _ in range(self.rng.randint(1, 3))) + "}",
            lambda: f"dict({e(kind, d)})",
            lambda: f"{self.named(kind, d)}.copy()",
        ]
        if self.has("star"):
            ways += [lambda: f"{{**{e(kind, d)}, {e(key, d)}: {e(value, d)}}}", lambda: f"({e(kind, d)}) | ({e(kind, d)})"]
        if self.has("comprehension"):
            def comprehension():
                source, inner = self.loop(d)
                with self.inner(inner, binding=False):
                    return f"{{{e(key, d)}: {e(value, d)} for {source}}}"
            ways += [comprehension, lambda: f"dict(zip({e(('list', key), d)}, {e(('list', value), d)}))"]
        return self.rng.choice(ways)()

    def make_set(self, kind, d):
        e, item = self.expr, kind[1]
        ways = [
            lambda: "{" + ", ".join(e(item, d) for _ in range(self.rng.randint(1, 3))) + "}",
            lambda: f"set({e(('list', item), d)})",
        ]
        if self.has("algebra"):
            ways += [lambda: f"({e(kind, d)}) {self.pick('&', '|', '-', '^')} ({e(kind, d)})"]
        if self.has("comprehension"):
            ways += [lambda: f"{{{self.comprehension(item, d)}}}"]
        return self.rng.choice(ways)()

    def make_tuple(self, kind, d):
        ways = [lambda: "(" + ", ".join(self.expr(item, d) for item in kind[1:]) + ("," if len(kind) == 2 else "") + ")"]
        ways += self.callables(kind, d)
        return self.rng.choice(ways)()

    def make_opt(self, kind, d):
        ways = [lambda: "None", lambda: self.expr(kind[1], d)]
        if kind[1] == "int" and self.has("dict"):
            ways += [lambda: f"{self.named(('dict', 'str', 'int'), d)}.get({self.expr('str', d)})"] * 2
        ways += [lambda: f"({self.expr(kind[1], d)} if {self.expr('bool', d)} else None)"]
        ways += self.callables(kind, d)
        return self.rng.choice(ways)()

    def make_obj(self, kind, d):
        return self.construct(kind[1], d)

    def make_json(self, _, d):
        json = self.named("json", d)
        ways = [
            lambda: f"{json}[{self.pick('0', '-1', self.leaf('str'), self.expr('int', d))}]",
            lambda: f"{json}.get({self.leaf('str')})",
            lambda: f"{json}.get({self.leaf('str')}, {self.leaf(self.pick('int', 'str'))})",
            lambda: f"({json} {self.pick('+', '-', '%', '/')} {self.expr(self.pick('int', 'str'), d)})",
            # A text or list times a large number would not end.
            lambda: f"({json} * ({self.expr('int', d)} % 5))",
            lambda: json,
        ]
        if self.has("round"):
            ways += [lambda: f"json.loads(json.dumps({json}))", lambda: f"json.loads(json.dumps({json}, sort_keys=True))",
                     lambda: f"json.loads({self.pick(*DOCUMENTS, self.expr('str', d))})"]
        return self.rng.choice(ways)()

    # Pieces

    def named(self, kind, d):
        """A name of that type, or an expression in parentheses."""
        names = self.names(kind)
        return self.rng.choice(names) if names and self.chance(0.85) else f"({self.expr(kind, d)})"

    def narrowed(self, kind, d):
        names = self.names(("opt", kind))
        if not names:
            return self.leaf(kind)
        name = self.rng.choice(names)
        return self.pick(f"({name} if {name} is not None else {self.expr(kind, d)})", f"({name} or {self.expr(kind, d)})",
                         f"({self.expr(kind, d)} if {name} is None else {name})")

    def bound(self, d):
        return "" if self.chance(0.3) else self.pick("1", "-1", "2", self.expr("int", d))

    def simple(self):
        return self.pick("int", "str", "bool", *(["float"] if self.has("float") else []))

    def sized(self):
        kinds = ["str"]
        kinds += [("list", "int"), ("list", "str")] if self.has("list") else []
        kinds += [("dict", "str", "int")] if self.has("dict") else []
        kinds += [("set", "int")] if self.has("set") else []
        return self.rng.choice(kinds)

    def printable(self):
        """Types whose `str` has one answer."""
        kinds = ["int", "str", "bool"]
        kinds += ["float", ("list", "float")] if self.has("float") else []
        kinds += [("list", "int"), ("list", "str")] if self.has("list") else []
        kinds += [("dict", "str", "int")] if self.has("dict") else []
        kinds += [("tuple", "int", "str")] if self.has("tuple") else []
        kinds += [("opt", "int")] if self.has("optional") else []
        return kinds

    def comprehension(self, kind, d):
        source, inner = self.loop(d)
        with self.inner(inner, binding=False):
            body = self.expr(kind, d)
            condition = f" if {self.expr('bool', d)}" if self.chance(0.4) else ""
        return f"{body} for {source}{condition}"

    def loop_source(self, d):
        return self.loop(d)[0]

    def loop(self, d):
        """The head of a `for`, and the names that it binds."""
        allowed, self.binding_allowed = self.binding_allowed, False
        made = self.loop_of(d)
        self.binding_allowed = allowed
        return made

    def loop_of(self, d):
        v, w = self.fresh("i"), self.fresh("k")
        ways = [lambda: (f"{v} in range({self.expr('int', d)} % {self.pick('4', '6')})", [(v, "int")])]
        if self.has("list"):
            ways += [
                lambda: (f"{v} in {self.iterable(('list', 'int'), d)}", [(v, "int")]),
                lambda: (f"{v} in {self.iterable(('list', 'str'), d)}", [(v, "str")]),
                lambda: (f"{v}, {w} in enumerate({self.iterable(('list', 'str'), d)}{self.pick('', ', 1', ', start=5')})", [(v, "int"), (w, "str")]),
                lambda: (f"{v}, {w} in zip({self.iterable(('list', 'int'), d)}, {self.iterable(('list', 'str'), d)})", [(v, "int"), (w, "str")]),
                lambda: (f"{v} in reversed({self.iterable(('list', 'int'), d)})", [(v, "int")]),
            ]
        if self.has("dict"):
            ways += [
                lambda: (f"{v}, {w} in {self.named(('dict', 'str', 'int'), d)}.items()", [(v, "str"), (w, "int")]),
                lambda: (f"{v} in {self.named(('dict', 'str', 'int'), d)}", [(v, "str")]),
                lambda: (f"{v}, {w} in sorted({self.named(('dict', 'str', 'int'), d)}.items())", [(v, "str"), (w, "int")]),
            ]
        if self.has("str"):
            ways += [lambda: (f"{v} in ({self.expr('str', d)})", [(v, "str")])]
        return self.rng.choice(ways)()

    def iterable(self, kind, d):
        return self.named(kind, d)
