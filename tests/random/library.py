"""Random calls of builtin functions and of the standard library, and the statements that go with them."""

LIBRARY = ["math", "itertools", "counter", "deque", "bisect", "regex", "builtins", "bytes", "slices", "multiple", "dict_more", "str_more", "set_more", "pairs", "attributes"]
PATTERNS = ["r'\\d+'", "r'[a-c]'", "r'\\w'", "'l+'", "r'(\\w)(\\d?)'", "r'\\s'", "','", "r'^.'"]


class Library:
    """What `Program` can call besides the methods of its own values."""

    def library(self, kind, d):
        """Ways to write an expression of that type."""
        e, has = self.expr, self.has
        ints, texts, counts = ("list", "int"), ("list", "str"), ("dict", "str", "int")
        ways = []
        if has("math"):
            ways += {
                "int": [lambda: f"math.{self.pick('floor', 'ceil', 'trunc')}({e('float', d)})", lambda: f"math.gcd({e('int', d)}, {e('int', d)})", lambda: f"math.isqrt({e('int', d)})",
                        lambda: f"math.{self.pick('comb', 'perm')}({e('int', d)} % 9, {e('int', d)} % 5)", lambda: f"math.factorial({e('int', d)} % {self.pick('5', '30')})", lambda: f"math.prod({e(ints, d)})"],
                "float": [lambda: f"math.{self.pick('sqrt', 'fabs', 'floor')}({e('float', d)})", lambda: f"math.{self.pick('hypot', 'fmod', 'copysign')}({e('float', d)}, {e('float', d)})",
                          lambda: "math.pi", lambda: f"math.fsum({e(('list', 'float'), d)})"],
                "bool": [lambda: f"math.{self.pick('isnan', 'isinf', 'isfinite')}({e('float', d)})", lambda: f"math.isclose({e('float', d)}, {e('float', d)})"],
            }.get(kind, [])
        if has("builtins"):
            ways += {
                "int": [lambda: f"sum(map(int, {e(texts, d)}))", lambda: f"sum(x > 1 for x in {e(ints, d)})", lambda: f"round({e('int', d)}, {self.pick('-1', '0', '-2')})", lambda: f"pow({e('int', d)}, {self.pick('2', '3', '5')})",
                        lambda: f"max({e(texts, d)}, key=len).count('a')", lambda: f"int(True) + {e('int', d)}", lambda: f"min({e('int', d)}, {e('int', d)}, {e('int', d)})", lambda: f"({e('int', d)}).bit_count()",
                        lambda: f"len(range({e('int', d)}, {e('int', d)}, {self.pick('1', '-3', '2')}))", lambda: f"functools.reduce(lambda a, b: a {self.pick('+', '*', '-')} b, {e(ints, d)}{self.pick('', ', 1')})"],
                "str": [lambda: f"{self.pick('bin', 'hex', 'oct')}({e('int', d)})", lambda: f"chr({e('int', d)})", lambda: f"format({e('int', d)}, {self.pick(repr('x'), repr(',d'), repr('08.3f'))})", lambda: f"ascii({e('str', d)})",
                        lambda: f"max({e(texts, d)}, key=lambda v: ({self.pick('len(v), v', 'v[::-1]', '-len(v), v')}))", lambda: f"''.join(map(str, {e(ints, d)}))", lambda: f"''.join(reversed({e('str', d)}))",
                        lambda: f"str(sorted({e(texts, d)}, key=str.lower))", lambda: f"''.join(filter(str.isalpha, {e('str', d)}))", lambda: f"''.join(sorted({e('str', d)}))"],
                "bool": [lambda: f"isinstance({e(self.simple(), d)}, {self.pick('int', 'str', '(int, float)', 'bool')})", lambda: f"type({e(self.simple(), d)}) is {self.pick('int', 'str', 'bool')}", lambda: f"({e('int', d)}) in range({e('int', d)}, {e('int', d)}, {self.pick('1', '2', '-2')})",
                         lambda: f"{self.pick('any', 'all')}(map(str.isdigit, {e(texts, d)}))", lambda: f"callable({self.pick('len', '3')})", lambda: f"({e('float', d)}).is_integer()"],
                ints: [lambda: f"list(map({self.pick('abs', 'lambda v: v * 2', 'lambda v: v % 3')}, {e(ints, d)}))", lambda: f"list(filter({self.pick('None', 'lambda v: v > 1')}, {e(ints, d)}))", lambda: f"[a * b for a, b in zip({e(ints, d)}, {e(ints, d)}[1:])]",
                       lambda: f"list(map(len, {e(texts, d)}))", lambda: f"sorted({e(ints, d)}, key=lambda v: (v % 3, -v))", lambda: f"[*range({e('int', d)} % 9, 0, -2)]", lambda: f"list(map(lambda a, b: a - b, {e(ints, d)}, {e(ints, d)}))"],
                texts: [lambda: f"[str(a) + b for a, b in zip({e(ints, d)}, {e('str', d)})]", lambda: f"sorted(set({e(texts, d)}), key=lambda v: (len(v), v))", lambda: f"list(map(str.upper, {e(texts, d)}))", lambda: f"list(dict.fromkeys({e(texts, d)}))"],
            }.get(kind, [])
        if has("itertools"):
            ways += {
                ints: [lambda: f"list(itertools.chain({e(ints, d)}, {e(ints, d)}))", lambda: f"list(itertools.accumulate({e(ints, d)}{self.pick('', ', max', ', initial=1')}))", lambda: f"list(itertools.islice({e(ints, d)}, {self.pick('2', '1, 3', '0, None, 2')}))",
                       lambda: f"list(itertools.takewhile(lambda v: v < 5, {e(ints, d)}))", lambda: f"[a + b for a, b in itertools.product({e(ints, d)}[:2], {e(ints, d)}[:2])]", lambda: f"[len(list(g)) for _, g in itertools.groupby({e(ints, d)})]"],
                texts: [lambda: f"[''.join(p) for p in itertools.{self.pick('permutations', 'combinations')}({e('str', d)}[:3], 2)]", lambda: f"[str(k) for k, _ in itertools.groupby({e('str', d)})]",
                        lambda: f"[a + str(b) for a, b in itertools.zip_longest({e(texts, d)}, {e(ints, d)}, fillvalue='-')]"],
            }.get(kind, [])
        if has("counter"):
            ways += {
                "int": [lambda: f"Counter({e(texts, d)})[{e('str', d)}]", lambda: f"len(Counter({e('str', d)}))", lambda: f"sum(Counter({e(ints, d)}).values())"],
                texts: [lambda: f"[k for k, _ in Counter({e(self.pick('str', texts), d)}).most_common({self.pick('', '1', '2')})]", lambda: f"sorted(Counter({e('str', d)}).elements())"],
                ints: [lambda: f"[n for _, n in Counter({e(self.pick('str', texts), d)}).most_common()]"],
                counts: [lambda: f"dict(Counter({e(self.pick('str', texts), d)}))"],
            }.get(kind, [])
        if has("deque"):
            ways += {ints: [lambda: f"list(deque({e(ints, d)}, maxlen={self.pick('2', '3')}))"], "int": [lambda: f"deque({e(ints, d)}).{self.pick('popleft', 'pop')}()", lambda: f"len(deque({e('str', d)}))"]}.get(kind, [])
        if has("bisect"):
            ways += {"int": [lambda: f"bisect.{self.pick('bisect_left', 'bisect_right', 'bisect')}(sorted({e(ints, d)}), {e('int', d)})"], ints: [lambda: f"heapq.{self.pick('nlargest', 'nsmallest')}({self.pick('2', '3')}, {e(ints, d)})"]}.get(kind, [])
        if has("regex"):
            pattern = self.rng.choice(PATTERNS)
            ways += {
                "str": [lambda: f"re.sub({pattern}, {self.pick(repr('-'), repr(''))}, {e('str', d)})", lambda: f"(re.search({pattern}, {e('str', d)}) or re.match('', '')).group()"],
                texts: [lambda: f"re.split({self.pick(*PATTERNS[:4], PATTERNS[5])}, {e('str', d)})", lambda: f"re.findall({self.pick(*PATTERNS[:4])}, {e('str', d)})"],
                "bool": [lambda: f"re.{self.pick('match', 'search', 'fullmatch')}({pattern}, {e('str', d)}) is {self.pick('None', 'not None')}", lambda: f"bool(re.match({pattern}, {e('str', d)}))"],
            }.get(kind, [])
        if has("bytes"):
            ways += {
                "int": [lambda: f"{e('str', d)}.encode()[{self.pick('0', '-1', e('int', d))}]", lambda: f"len(({e('str', d)}).encode())", lambda: f"int.from_bytes(({e('str', d)}).encode()[:4], {self.pick(repr('big'), repr('little'))})", lambda: f"sum(({e('str', d)}).encode())"],
                "str": [lambda: f"repr(({e('str', d)}).encode())", lambda: f"({e('str', d)}).encode()[{self.bound(d)}:{self.bound(d)}].hex()", lambda: f"({e('str', d)}).encode({self.pick(repr('ascii'), repr('latin-1'))}, {self.pick(repr('replace'), repr('ignore'), repr('strict'))}).decode('latin-1')",
                        lambda: f"bytes({e(ints, d)}).hex()", lambda: f"hashlib.{self.pick('md5', 'sha256', 'sha1')}(({e('str', d)}).encode()).hexdigest()[:8]", lambda: f"base64.{self.pick('b64encode', 'urlsafe_b64encode')}(({e('str', d)}).encode()).decode()",
                        lambda: f"({e('int', d)}).to_bytes(8, {self.pick(repr('big'), repr('little'))}, signed={self.pick('True', 'False')}).hex()", lambda: f"({e('str', d)}).encode()[{self.pick('::2', '::-1', '1::3')}].hex()"],
                "bool": [lambda: f"b'a' in ({e('str', d)}).encode()", lambda: f"({e('str', d)}).encode() {self.pick('==', '<')} ({e('str', d)}).encode()", lambda: f"({e('str', d)}).encode().startswith(b'a')"],
                ints: [lambda: f"list(({e('str', d)}).encode()[:5])"],
            }.get(kind, [])
        if has("dict_more"):
            named = lambda: self.named(counts, d)  # noqa: E731
            ways += {
                "int": [lambda: f"max({named()}.values(), default=0)", lambda: f"{{({e('int', d)}, {e('str', d)}): 1}}.get(({e('int', d)}, {e('str', d)}), 2)", lambda: f"sum({named()}.values())", lambda: f"sum(v for _, v in {named()}.items())"],
                "str": [lambda: f"max({named()}, key={named()}.get)", lambda: f"next(iter({named()}))", lambda: f"list({named()})[-1]", lambda: f"str({named()})", lambda: f"{{1: 'one', 2: 'two'}}[{e('int', d)}]"],
                "bool": [lambda: f"({e('int', d)}) in {named()}.values()", lambda: f"{named()} == {named()}", lambda: f"{named()}.keys() == {{'a'}}", lambda: f"({e('str', d)}, {e('int', d)}) in {named()}.items()"],
                texts: [lambda: f"list(reversed({named()}))", lambda: f"[k for k in {named()} if {named()}[k] > 0]", lambda: f"sorted({named()}, key=lambda k: ({named()}.get(k, 0), k))"],
                counts: [lambda: f"{{k: len(k) for k in {e(texts, d)}}}", lambda: f"dict.fromkeys({e(texts, d)}, {e('int', d)})", lambda: f"dict(sorted({named()}.items()))", lambda: f"dict([({e('str', d)}, {e('int', d)})])", lambda: f"dict(a={e('int', d)}, b={e('int', d)})"],
            }.get(kind, [])
        if has("str_more"):
            ways += {
                "int": [lambda: f"({e('str', d)}).{self.pick('find', 'index', 'rindex', 'count')}({e('str', d)}, {e('int', d)}{self.pick('', ', ' + e('int', d))})", lambda: f"sum(ord(c) for c in {e('str', d)})"],
                "str": [lambda: f"({e('str', d)}).replace({e('str', d)}, {e('str', d)}, {e('int', d)})", lambda: f"'%(a)s %(b)d' % {{'a': {e('str', d)}, 'b': {e('int', d)}}}", lambda: f"'{{a}} {{b:>5}}'.format(a={e('int', d)}, b={e('str', d)})", lambda: f"'{{0}}{{1}}{{0!r}}'.format({e('str', d)}, {e('int', d)})",
                        lambda: f"'{self.pick('%c', '%5.1f', '%e', '%g', '%-6d|', '%+d', '%o', '%%%i')}' % ({e('int', d)})", lambda: f"({e('str', d)}).translate(str.maketrans('abc', 'xyz'))", lambda: f"f'{{{self.plain('12')}:>{{{self.plain('6')} % 9}}}}'",
                        lambda: f"f'{{{self.plain('3')}=}}'", lambda: f"({e('str', d)})[::-1]", lambda: f"({e('str', d)}).rsplit(None, 1)[0]", lambda: f"' '.join(({e('str', d)}).split())"],
                "bool": [lambda: f"({e('str', d)}).startswith(({self.leaf('str')}, {self.leaf('str')}))", lambda: f"({e('str', d)}).endswith({self.leaf('str')}, {e('int', d)})", lambda: f"{self.leaf('str')} < ({e('str', d)}) <= {self.leaf('str')}"],
                texts: [lambda: f"({e('str', d)}).split({self.leaf('str')}, {e('int', d)})", lambda: f"({e('str', d)}).splitlines(True)", lambda: f"list(({e('str', d)}).partition({self.pick(repr(','), repr('l'))}))", lambda: f"({e('str', d)}).rsplit(',', 1)"],
            }.get(kind, [])
        if has("set_more"):
            one = ("set", "int")
            ways += {
                "int": [lambda: f"len({e(one, d)} {self.pick('&', '|', '-', '^')} {e(one, d)})", lambda: f"len({{(1, {e('str', d)}), ({e('int', d)}, 'a')}})", lambda: f"min({e(one, d)}, default=0)", lambda: f"sum({e(one, d)})"],
                "bool": [lambda: f"({e(one, d)}).{self.pick('issubset', 'isdisjoint', 'issuperset')}({e(self.pick(one, ints), d)})", lambda: f"frozenset({e(ints, d)}) == {e(one, d)}", lambda: f"({e('int', d)}) in frozenset({e(ints, d)})"],
                ints: [lambda: f"sorted(({e(one, d)}).{self.pick('union', 'difference', 'intersection')}({e(ints, d)}))", lambda: f"sorted(frozenset({e(ints, d)}))"],
            }.get(kind, [])
        if has("pairs"):
            pairs = ("list", ("tuple", "int", "str"))
            ways += {
                "str": [lambda: f"''.join(b for _, b in {e(pairs, d)})", lambda: f"{self.named(pairs, d)}[{self.pick('0', '-1')}][1]", lambda: f"str({e(pairs, d)})", lambda: f"max({e(pairs, d)})[1]"],
                "int": [lambda: f"sum(a for a, _ in {e(pairs, d)})", lambda: f"sorted({e(pairs, d)}, key=lambda p: (p[1], -p[0]))[0][0]", lambda: f"dict((b, a) for a, b in {e(pairs, d)}).get({e('str', d)}, -1)", lambda: f"len({e(pairs, d)})"],
                "bool": [lambda: f"({e('int', d)}, {e('str', d)}) in {e(pairs, d)}", lambda: f"{e(pairs, d)} {self.pick('==', '<')} {e(pairs, d)}"],
                pairs: [lambda: f"list(zip({e(ints, d)}, {e(texts, d)}))", lambda: f"list(enumerate({e(texts, d)}{self.pick('', ', 1')}))", lambda: f"sorted({e(pairs, d)}{self.pick('', ', reverse=True')})"],
            }.get(kind, [])
        return ways

    def plain(self, number):
        """A name of an int, or that number: what may stand within an f-string of the same quotes."""
        return self.pick(number, *(name for name in self.names("int") if name.isidentifier()))

    def library_steps(self):
        """Statements, with what they bind."""
        e, has = self.expr, self.has
        ints = ("list", "int")
        steps = []
        if has("slices"):
            for name in self.names(ints):
                if name not in self.fixed:
                    steps += [lambda n=name: ([f"{n}[{self.bound(1)}:{self.bound(1)}{self.pick('', '', ':2', ':-1')}] = {e(ints, 1)}"], []), lambda n=name: ([f"del {n}[{self.bound(1)}:{self.bound(1)}{self.pick('', ':2', ':-2')}]"], [])]
            a = self.fresh("x")
            steps += [lambda: ([f"{a} = ({e(ints, 2)})[{self.bound(1)}:{self.bound(1)}:{self.pick('2', '-1', '-2', e('int', 1))}]"], [(a, ints)])]
        if has("multiple"):
            a, b, c = self.fresh("x"), self.fresh("x"), self.fresh("x")
            steps += [lambda: ([f"{a} = {b} = {e('int', 2)}"], [(a, "int"), (b, "int")]), lambda: ([f"{a} = {b} = {e(ints, 2)}", f"{b}.append({e('int', 1)})"], [(a, ints), (b, ints)]),
                      lambda: ([f"{a}, *{b}, {c} = {e(ints, 2)}"], [(a, "int"), (b, ints), (c, "int")]), lambda: ([f"({a}, {b}), {c} = ({e('int', 2)}, {e('str', 1)}), {e('int', 1)}"], [(a, "int"), (b, "str"), (c, "int")]),
                      lambda: ([f"{a}, {b}, {c} = {self.pick(e('str', 2), repr('abc'))}"], [(a, "str"), (b, "str"), (c, "str")]), lambda: ([f"[{a}, {b}] = {e('int', 1)}, {e('int', 1)}"], [(a, "int"), (b, "int")])]
            for name in self.names(ints):
                if name not in self.fixed:
                    steps += [lambda n=name: ([f"{n}[0], {n}[-1] = {n}[-1], {n}[0]"], [])]
        if has("deque"):
            q, a = self.fresh("x"), self.fresh("x")
            steps += [lambda: ([f"{q} = deque({e(ints, 2)}{self.pick('', ', maxlen=3')})", f"{q}.{self.pick('append', 'appendleft')}({e('int', 1)})", self.pick(f"{q}.rotate({e('int', 1)})", f"{q}.extend([1, 2])", f"{q}.popleft()"), f"{a} = list({q})"], [(a, ints)])]
        if has("counter"):
            q, a, b = self.fresh("x"), self.fresh("x"), self.fresh("i")
            steps += [lambda: ([f"{q} = defaultdict({self.pick('int', 'lambda: 3')})", f"for {b} in {e(('list', 'str'), 2)}:", f"    {q}[{b}] += {e('int', 1)}", f"{a} = dict({q})"], [(a, ("dict", "str", "int"))]),
                      lambda: ([f"{q} = defaultdict(list)", f"for {b} in {e(ints, 2)}:", f"    {q}[{b} % 3].append({b})", f"{a} = sorted({q}.items())"], [(a, "raw")]),
                      lambda: ([f"{q} = Counter()", f"for {b} in {e('str', 2)}:", f"    {q}[{b}] += 1", f"{q}.update({e(('list', 'str'), 1)})", f"{a} = dict({q})"], [(a, ("dict", "str", "int"))])]
        if has("bisect"):
            q = self.fresh("x")
            steps += [lambda: ([f"{q} = {e(ints, 2)}", f"heapq.heapify({q})", f"heapq.heappush({q}, {e('int', 1)})", self.pick(f"heapq.heappop({q})", f"heapq.heappushpop({q}, {e('int', 1)})")], [(q, ints)]),
                      lambda: ([f"{q} = sorted({e(ints, 2)})", f"bisect.insort({q}, {e('int', 1)})"], [(q, ints)])]
        if has("regex"):
            m, a = self.fresh("m"), self.fresh("x")
            steps += [lambda: ([f"{m} = re.search({self.rng.choice(PATTERNS)}, {e('str', 2)})", f"{a} = {m}.group({self.pick('', '0')}) if {m} else {e('str', 1)}"], [(a, "str")]),
                      lambda: ([f"{a} = [{m}.{self.pick('start()', 'end()', 'span()[0]')} for {m} in re.finditer({self.rng.choice(PATTERNS)}, {e('str', 2)})]"], [(a, ints)])]
        if has("dict_more"):
            for name in self.names(("dict", "str", "int")):
                steps += [lambda n=name: ([f"{n} |= {e(('dict', 'str', 'int'), 1)}"], []) if n.isidentifier() and n not in self.fixed else ([f"{n}.pop('a', None)"], []), lambda n=name: ([self.pick(f"{n}.clear()", f"{n}.popitem()", f"{n}.update(a={e('int', 1)})", f"{n}.update([({e('str', 1)}, {e('int', 1)})])")], [])]
            a, k, v = self.fresh("x"), self.fresh("k"), self.fresh("i")
            steps += [lambda: ([f"{a} = {{}}", f"for {k}, {v} in zip({e(('list', 'str'), 2)}, {e(ints, 2)}):", f"    {a}.setdefault({k}, []).append({v})"], [(a, ("dict", "str", ints))]),
                      lambda: ([f"{a} = {{}}", f"{a}[{e('int', 1)}, {e('str', 1)}] = {e('int', 1)}", f"{a} = [[list(k), v] for k, v in {a}.items()]"], [(a, "raw")])]
        if has("set_more"):
            for name in self.names(("set", "int")):
                if name.isidentifier() and name not in self.fixed:
                    steps += [lambda n=name: ([f"{n} {self.pick('|=', '&=', '-=', '^=')} {e(('set', 'int'), 1)}"], []), lambda n=name: ([f"{n}.{self.pick('update', 'difference_update', 'intersection_update')}({e(ints, 1)})"], [])]
        if has("pairs"):
            i, a, b, t = self.fresh("i"), self.fresh("k"), self.fresh("k"), self.fresh("x")
            pairs = ("list", ("tuple", "int", "str"))
            steps += [lambda: ([f"{t} = []", f"for {i}, ({a}, {b}) in enumerate({e(pairs, 2)}):", f"    {t}.append({self.pick(f'{i} + {a}', f'{i}', f'{a} * 2', f'len({b})')})"], [(t, ints)]),
                      lambda: ([f"{t} = [({a}, {b}) for {b}, {a} in {e(pairs, 2)}]"], [(t, "raw")])]
        if has("attributes"):
            for name, kind in self.scope:
                if isinstance(kind, tuple) and kind[0] == "obj":
                    field, known = self.rng.choice(self.classes[kind[1]])
                    a = self.fresh("x")
                    steps += [lambda n=name, f=field, k=known: ([f"setattr({n}, '{f}', {e(k, 1)})"], []), lambda n=name, f=field, k=known, a=a: ([f"{a} = getattr({n}, '{f}')"], [(a, k)]), lambda n=name, f=field, a=a: ([f"{a} = hasattr({n}, '{self.pick(f, 'missing')}')"], [(a, "bool")]),
                              lambda n=name, a=a: ([f"{a} = getattr({n}, 'missing', {e('int', 1)})"], [(a, "int")])]
        return steps

    def library_step(self, depth, result):
        steps = self.library_steps()
        if not steps:
            return self.assign(depth, result)
        lines, names = self.rng.choice(steps)()
        self.flush()
        for name, kind in names:
            self.bind(name, kind)
        return lines
