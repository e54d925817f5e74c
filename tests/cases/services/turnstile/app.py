"""Turnstile: tickets, gates and who went through, with handlers in a table and checks in decorators."""
import functools
import json
import sys
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

OPENED = datetime(2024, 3, 1, 8, 0, 0)
KEYS = {"7001": "admin", "7002": "guard"}
GATES = {"north", "south"}

tickets = {}
crossings = []
ROUTES = {}
CHECKS = []


class Refused(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


def route(method, path):
    def register(handler):
        ROUTES[(method, path)] = handler
        return handler
    return register


def check(function):
    """Notes a function that looks at every new ticket."""
    CHECKS.append(function)
    return function


def counted(function):
    calls = 0

    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        return {"calls": calls, "is_of": function.__name__.endswith("_of"), "result": function(*args, **kwargs)}
    return wrapper


def memoized(function):
    known = {}

    def wrapper(text):
        if text not in known:
            known[text] = function(text)
        return known[text]
    return wrapper


def retried(rounds, fallback="none"):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            problem = fallback
            for _ in range(rounds):
                try:
                    return function(*args, **kwargs)
                except ValueError as e:
                    problem = f"{function.__name__[-3:]}: {e}"
            return problem
        return wrapper
    return decorate


def errors_as_json(method):
    def wrapper(self, *args, **kwargs):
        try:
            return method(self, *args, **kwargs)
        except Refused as e:
            self.answer(e.status, {"error": str(e)})
        except (KeyError, ValueError) as e:
            self.answer(400, {"error": str(e)})
    return wrapper


def only(role):
    def decorate(method):
        def guarded(self):
            key = self.headers.get("X-Key", "")
            if KEYS.get(key) != role:
                raise Refused(403, f"{method.__name__[:3]} is for {role}")
            return method(self)
        return guarded
    return decorate


@memoized
def spelled(text):
    return "-".join(text.upper())


@retried(2)
def number_of(text, base=10):
    return str(int(text, base))


@counted
def span_of(first, last=None, *, unit="h"):
    until = last if last is not None else first
    return f"{first}..{until}{unit}"


@check
def too_long(ticket):
    return "long" if ticket["days"] > 30 else ""


@check
def too_short(ticket):
    return "short" if ticket["days"] < 1 else ""


@route("GET", "/tickets")
def list_tickets(h, query):
    after = query.get("after", [""])[0]

    def is_shown(name):
        return not after or name > after

    def row(name):
        ticket = tickets[name]
        left = ticket["until"] - OPENED
        return {"name": name, "until": ticket["until"].isoformat(), "days": left.days, "shown": is_shown(name)}

    h.answer(200, {"tickets": [row(name) for name in sorted(tickets) if is_shown(name)]})


@route("GET", "/report")
def report(h, query):
    limit = int(query.get("limit", ["2"])[0])
    double = lambda n: n * 2 + limit
    pad = lambda text, width=6: text.ljust(width, ".")

    def rank(name):
        return (-len(name), name[::-1] if limit > 2 else name)

    names = sorted(tickets, key=rank)
    by_limit = sorted(names, key=lambda name: abs(len(name) - limit))
    h.answer(200, {
        "names": names, "near": by_limit, "padded": [pad(name) for name in names[:limit]], "double": double(limit),
        "spelled": [spelled(name) for name in names], "number": number_of(query.get("n", ["7"])[0]),
        "hex": number_of(query.get("n", ["7"])[0], base=16), "span": span_of(limit), "other": span_of(1, last=2, unit="d"),
    })


@route("GET", "/gates")
def gates(h, query):
    asked = set(query.get("gate", []))
    known = asked & GATES
    h.answer(200, {
        "known": sorted(known), "unknown": sorted(asked - GATES), "all": sorted(asked | GATES),
        "either": sorted(asked ^ GATES), "complete": GATES <= asked, "subset": asked.issubset(GATES),
    })


def depth_of(items):
    def walk(value, level):
        if not isinstance(value, list):
            return level
        deepest = level
        for item in value:
            deepest = max(deepest, walk(item, level + 1))
        return deepest
    return walk(items, 0)


class Turnstile(BaseHTTPRequestHandler):
    def answer(self, status, payload):
        data = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def body(self):
        length = int(self.headers.get("Content-Length", 0))
        data = json.loads(self.rfile.read(length) or "{}")

        def refuse(what):
            raise Refused(422, f"{what} in {self.command}")

        if not isinstance(data, dict):
            refuse("no object")
        return data

    @errors_as_json
    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        handler = ROUTES.get((self.command, url.path))
        if handler is None:
            raise Refused(404, "no such page")
        handler(self, query)

    @errors_as_json
    @only("guard")
    def do_POST(self):
        data = self.body()
        name = str(data["name"])
        days = int(data["days"])
        ticket = {"days": days, "until": OPENED + timedelta(days=days, hours=1)}
        problems = [found for found in [one(ticket) for one in CHECKS] if found]
        if problems:
            raise Refused(409, ", ".join(problems))
        if name in tickets and tickets[name]["until"] >= ticket["until"]:
            raise Refused(410, "a longer ticket is there")
        tickets[name] = ticket
        crossings.append(name)
        self.answer(201, {"name": name, "until": ticket["until"].strftime("%d.%m.%Y %H:%M"), "count": len(crossings)})

    @errors_as_json
    @only("admin")
    def do_DELETE(self):
        name = self.path.rsplit("/", 1)[1]
        if tickets.pop(name, None) is None:
            raise Refused(404, f"no ticket {name}")
        self.answer(200, {"left": sorted(tickets)})

    @errors_as_json
    def do_PATCH(self):
        data = self.body()
        moment = datetime.strptime(str(data.get("at")), "%Y-%m-%d %H:%M")
        wanted = date.fromisoformat(str(data.get("on")))
        opened = OPENED.date()
        later = max(0, (wanted - opened).days)
        self.answer(200, {
            "moment": moment.isoformat(), "wanted": str(wanted), "next": (wanted + timedelta(days=1, hours=30)).isoformat(), "later": later,
            "before": (opened - timedelta(weeks=1)).isoformat(), "open": wanted >= opened, "same": wanted == opened, "yy": wanted.year,
            "mm": wanted.month, "dd": wanted.day, "wd": wanted.weekday(), "left": str(moment - OPENED), "is_open": moment.date() > opened,
        })

    @errors_as_json
    def do_PUT(self):
        data = self.body()
        self.answer(200, {"depth": depth_of(data.get("items")), "late": OPENED > datetime.fromisoformat(str(data.get("at")))})

    def log_message(self, format, *args):
        pass


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    HTTPServer(("", port), Turnstile).serve_forever()


if __name__ == "__main__":
    main()
