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
