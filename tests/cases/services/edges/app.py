# Where Python's meaning ends: recursion, ranges, the order of evaluation, shared lists in loops, the text of exceptions.
import hashlib
import json
import random
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

GROUPS = {}
ROWS = [{"id": 1, "tags": ["a"]}, {"id": 2, "tags": []}]
DICE = random.Random(42)
DIGEST = hashlib.sha256()


class Missing(KeyError):
    """Its text is the repr of its argument, as that of KeyError is."""


class Rejected(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class Refused(Rejected):
    pass


class Spoiled(Rejected):
    def __init__(self, text):
        super().__init__(422, text)


def descent(n):
    """Python ends at 1,000 frames, the targets' stacks elsewhere."""
    if n == 0:
        return 0
    return 1 + descent(n - 1)


def even(n):
    return True if n == 0 else odd(n - 1)


def odd(n):
    return False if n == 0 else even(n - 1)


def leaves(value):
    if isinstance(value, list):
        return sum(leaves(item) for item in value)
    return 1


def nested(n):
    """A list of such lists."""
    return [nested(n - 1)] if n > 0 else []


def recursion(n):
    return {"descent": descent(n), "even": even(n), "nested": nested(n % 20)}


def ranges(n):
    return {
        "lengths": [len(range(n)), len(range(10, n, -3))],
        "in": [n in range(5), n not in range(0, 100, 7), n in (1, 2), n in [3, 4]],
        "list": list(range(n % 7, 7)),
    }


def pairs(text, n):
    letters = dict(zip(text, range(n)))
    named = dict([("n", n), (text, 2)])
    numbered = dict(enumerate(text.split(",")))
    return {"letters": letters, "named": named, "numbered": numbered, "lengths": dict((word, len(word)) for word in text.split())}


def grouped(text):
    """The receiver of a method comes before its arguments."""
    GROUPS.setdefault(text[:1], []).append(len(GROUPS))
    GROUPS.setdefault(text[1:2], []).insert(0, len(GROUPS))
    fresh = {"x": [1, 2, 3]}
    fresh.setdefault(text, []).append(fresh["x"].pop())
    fresh.setdefault("y", []).append(len(fresh))
    return {"groups": GROUPS, "fresh": fresh}


def shared(numbers):
    """Loops over copies of a list that they change."""
    same = numbers
    for number in numbers[:]:
        if number > 1:
            same.remove(number)
    for number in list(same):
        numbers.append(number)
        same.insert(0, number)
    for number in sorted(numbers):
        same.append(number)
    same.extend(numbers)
    return {"numbers": numbers, "same": same}


def rows(n):
    for row in ROWS.copy():
        if row["id"] == n:
            ROWS.remove(row)
    for row in list(ROWS):
        row["tags"].append(str(n))
        if len(ROWS) < 4:
            ROWS.append({"id": n, "tags": row["tags"][:2]})
    best = max(ROWS, key=lambda row: row["id"])
    best["tags"].append("best")
    return ROWS


def raised(code, value):
    try:
        if code == 0:
            raise Missing(value)
        if code == 1:
            raise Missing("it's")
        if code == 2:
            raise Rejected(400, str(value))
        if code == 3:
            raise Refused(403, str(value))
        if code == 4:
            raise Spoiled(str(value))
        if code == 5:
            raise KeyError(value)
        raise ValueError(value)
    except Refused as e:
        return {"class": "Refused", "code": e.code, "text": str(e), "repr": repr(e)}
    except Spoiled as e:
        return {"class": "Spoiled", "code": 0, "text": str(e), "repr": ""}
    except Rejected as e:
        return {"class": "Rejected", "code": e.code, "text": str(e), "repr": ""}
    except (LookupError, ValueError) as e:
        return {"class": type(e).__name__, "code": 0, "text": str(e), "repr": repr(e)}


def always(text):
    """A block that always raises."""
    try:
        try:
            raise ValueError(text)
        except ValueError:
            int(text)
            raise KeyError(text)
    except (ValueError, KeyError) as e:
        return [type(e).__name__, str(e)]


def signs(x):
    return {"floats": [-0.0, x + -0.0, x - -1e-7, x - -x, -(0.1 + 0.2), -0.0 * x], "floor": 7 // -2, "text": f"{-0.0} {x!r:>8}|{'a':^5}"}


def texts(text):
    words = text.split(",")
    more = words
    more.append("z")
    mixed = [text.split(","), [1, 2]]
    mixed[0].append(text)
    row = {"a\u00a0b": text, "line\n": words}
    return {
        "words": words,
        "mixed": mixed,
        "row": str(row),
        "order": [text < text.upper() + "a", str(len(words)) < text],
        "some": [word for word in words if "a" <= word <= "m"],
    }


def absent(text):
    seen = {}
    seen.setdefault(text, None)
    seen.setdefault("a", None)
    if text:
        seen[text] = 5
    popped = seen.pop(text, None)
    empty = {}
    return {"seen": seen, "a": seen.get("a", 7), "popped": popped, "empty": text in empty, "none": [v for v in empty.values()]}


def drawn(text):
    DIGEST.update(text.encode())
    return {"random": DICE.random(), "roll": DICE.randint(1, 6), "digest": DIGEST.hexdigest()}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            value = json.loads(self.rfile.read(length))
            self.reply(200, self.edge(value))
        except Exception as e:
            self.reply(500, json.dumps([type(e).__name__, str(e)]))

    def edge(self, value):
        name = self.path[1:]
        if name == "recursion":
            return json.dumps(recursion(int(value)))
        if name == "leaves":
            return json.dumps(leaves(value))
        if name == "ranges":
            return json.dumps(ranges(int(value)))
        if name == "pairs":
            return json.dumps(pairs(str(value), len(str(value))))
        if name == "grouped":
            return json.dumps(grouped(str(value)))
        if name == "shared":
            return json.dumps(shared([int(part) for part in str(value).split(",")]))
        if name == "rows":
            return json.dumps(rows(int(value)))
        if name == "raised":
            return json.dumps([raised(code, value) for code in range(7)])
        if name == "always":
            return json.dumps(always(str(value)))
        if name == "signs":
            return json.dumps(signs(float(value)))
        if name == "texts":
            return json.dumps(texts(str(value)))
        if name == "absent":
            return json.dumps(absent(str(value)))
        if name == "drawn":
            return json.dumps(drawn(str(value)))
        return "null"

    def reply(self, code, text):
        data = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
