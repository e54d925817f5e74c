# Small functions, each of which some version of the translation got wrong.
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

trace = []


def finally_return(text):
    """A return in a try that stands in another one passes the finally of the outer one."""
    number = 0
    try:
        try:
            if len(text) % 2 == 0:
                return "even " + text
            number = int(text)
        except ValueError:
            return "no number"
        else:
            trace.append("else")
    finally:
        trace.append("finally")
    return str(number)


def finally_raises(text):
    try:
        if text == "a":
            return "returned"
    finally:
        if text != "b":
            raise KeyError(text)
    return "end"


def finally_loop(text):
    """break and continue pass a finally, and a loop inside keeps its own."""
    seen = []
    for c in text:
        try:
            for d in text:
                if d == "x":
                    break
                seen.append(d)
            if c == "y":
                continue
            if c == "z":
                break
            seen.append(int(c))
        finally:
            seen.append("|" + c)
        seen.append("after")
    return seen


def finally_always(text):
    for c in text:
        try:
            try:
                return int(c)
            except ValueError:
                return -1
            finally:
                trace.append(c)
        finally:
            trace.append("outer")
    return 0


def else_after_return(text):
    """An else is left out when the body returned."""
    number = 0
    for c in text:
        try:
            number = int(c)
            if number > 5:
                return number
            if number > 3:
                continue
        except ValueError:
            trace.append("caught " + c)
        else:
            trace.append("else " + c)
            if number == 3:
                raise KeyError(c)
    return [number]


def constants(number):
    """Methods of negative numbers, and numbers that are wider than 32 bits."""
    base = 2000000000
    twice = base + base
    table = [255, -1, 9007199254740991]
    pair = (number, "x=1")
    same = ""
    if pair[1] == (number, text_of(number))[1] or -(-5) == number:
        same = "same"
    return [-5 % 3, -5 // 3, abs(-7) % 3, (-1 - (2 + 100)) % 10, twice, str(twice), table, 2 >> (-5 % 3), divmod(number, 7)[1], same, max(2, -3) % 4]


def text_of(number):
    return "x=" + str(number)


def error_repr(text):
    try:
        return int(text)
    except ValueError as e:
        return [repr(e), f"{e!r}"]


def shown(value):
    """A value is read as a text only where a test said that it is one."""
    name = value if isinstance(value, str) else type(value).__name__
    if isinstance(value, int):
        name += "!"
    return [value, name]


def settings(key):
    """Values of a dict that may be None themselves."""
    table = {"retries": 3, "limit": None, "depth": 0}
    limit = table.get(key)
    more = -1
    if limit is not None:
        more = limit + 1
    left = table.pop(key, None)
    return [limit, more, table.get(key, 7), left, key in table, table.get("limit"), len(table)]


def backwards(value):
    """Values of unknown types are sorted, if they have an order."""
    try:
        return [sorted(value, reverse=True), sorted(value)]
    except TypeError as e:
        return str(e)


def huge(number):
    """Floats that a compiler would not take for constants."""
    return [str(1e308 * 10), str(-1e308 * 10), str(1e308 + 1e308), str(1 / 1e-320), str(0.0 * -2), str(1e308 * number)]


def rounded(text):
    """A total that is an int until a float comes."""
    total = 0
    for part in text.split(","):
        total += float(part) if "." in part else int(part)
    return [total, round(total, 1), round(total)]


def floats(x, y):
    """Floats among the items of containers."""
    known = [0.5, y, 2.0]
    pair = (x, "a")
    rows = sorted([(y, "b"), pair, (x, "")])
    return [x in known, x in (0.5, 1.0), known.count(x), known == [0.5, 1.5, 2.0], pair == (1.5, "a"), [name for _, name in rows]]


def copies(number):
    """Lists that are copied to where a value of any type is held."""
    items = [number, 2, 1]
    held = {"a": list(items), "b": list(list([number])), "c": None, "d": "text"}
    return [held.get(name) for name in ("a", "b", "c", "d", "e")] + [number, sorted(items)]


def routed(text):
    """A test of a length shows which items are there, as long as the list is the same."""
    parts = text.split("/")
    if len(parts) == 3 and parts[2] == "open":
        return [parts[0], parts[1], parts[-3]]
    if len(parts) < 2:
        parts = ["none", text]
        return parts[1]
    first = parts[1]
    for part in text.split(","):
        parts = part.split("/")
    return [first, parts[1]]


def shortened(text):
    """A list that gets shorter behind a test of its length."""
    stack = text.split("/")
    while len(stack) > 1:
        if stack.pop() == "x":
            stack.pop()
        trace.append(stack[0])
    if len(stack) == 1 and stack[0] != "":
        return stack[0]
    return stack[1]


def lent(text):
    """The last use of a text is not the place where it is given away, where something before still looks at it."""
    joined = text.join([text, "-", text])
    joined = joined + ("x", joined)[1]
    for c in text:
        if c == "!":
            raise ValueError(text)
        if c == "?":
            raise KeyError(text.replace(c, text))
    return f"{joined}{text.join(['<', text])}"


def literals(n):
    """Numbers that are made of literals alone."""
    count = 3
    while count % 2 == 1 and count < 9:
        count += n
    odd = 0
    for k in [1, 2, 3]:
        odd += k % 2
    below = -1.5
    wide = sorted({2147483648, 0})[-1]
    parts = [(10, str(n))[0] % 4, abs(below), max((2147483648, str(n))[0], n), wide == n]
    return [count, odd, parts, len({}.copy()), sorted([]) * 2, [k for k in [].copy()]]


def first_of(values, other):
    """The first may be None itself."""
    whole = next((v for v in values), other)
    kept = next((v for v in values if v != 1), "none of them")
    named = next((name for name in (["a", None] if other else [None, "a"]) if name != "a"), "b")
    return [whole, kept, named, next((v for v in values if v), None)]


def raw(text):
    found = text.encode()
    return [repr(found), f"{found!r} {found}", str(found)[2:], "%s %r" % (found, found)]


def only_raised(text):
    try:
        try:
            raise KeyError(text)
        except ValueError:
            raise RuntimeError("never")
    finally:
        trace.append("only raised")


def apart(text):
    return [text.split(","), len(text)]


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        trace.clear()
        try:
            value = json.loads(self.rfile.read(length))
            self.reply(200, [self.corner(value), trace])
        except Exception as e:
            self.reply(500, [type(e).__name__, str(e), trace])

    def corner(self, value):
        if self.path == "/finally/return":
            return finally_return(str(value))
        if self.path == "/finally/raises":
            return finally_raises(str(value))
        if self.path == "/finally/loop":
            return finally_loop(str(value))
        if self.path == "/finally/always":
            return finally_always(str(value))
        if self.path == "/else":
            return else_after_return(str(value))
        if self.path == "/constants":
            return constants(int(value))
        if self.path == "/error":
            return error_repr(str(value))
        if self.path == "/shown":
            return shown(value)
        if self.path == "/settings":
            return settings(str(value))
        if self.path == "/backwards":
            return backwards(value)
        if self.path == "/huge":
            return huge(int(value))
        if self.path == "/rounded":
            return rounded(str(value))
        if self.path == "/floats":
            return floats(float(value[0]), float(value[1]))
        if self.path == "/routed":
            return routed(str(value))
        if self.path == "/shortened":
            return shortened(str(value))
        if self.path == "/copies":
            return copies(int(value))
        if self.path == "/lent":
            return lent(str(value))
        if self.path == "/literals":
            return literals(int(value))
        if self.path == "/first":
            return first_of(value[0], value[1])
        if self.path == "/raw":
            return raw(str(value))
        if self.path == "/raised":
            return only_raised(str(value))
        if self.path == "/apart":
            return apart(str(value))
        if self.path == "/headers":
            names = [name for name in self.headers.keys() if name[0] in "xXa"]
            return [names, self.headers.values(), [f"{name}={text}" for name, text in self.headers.items() if name[0] in "xXa"]]
        return None

    def reply(self, code, value):
        data = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
