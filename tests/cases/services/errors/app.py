# Calculator / converter API whose error messages come straight from Python.
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

RATES = {"EUR": 1.0, "USD": 1.08, "GBP": 0.86, "JPY": 161.5}
last_error = None


def convert(payload):
    amount = float(payload["amount"])
    source = RATES[payload["from"].upper()]
    target = RATES[payload["to"].upper()]
    return {"amount": round(amount / source * target, 2), "currency": payload["to"].upper()}


def divide(payload):
    a, b = payload["a"], payload["b"]
    return {"quotient": a / b, "floor": a // b, "rest": a % b}


def parse_int(payload):
    return {"value": int(payload["text"], payload.get("base", 10))}


def pick(payload):
    items = payload["items"]
    if not isinstance(items, list):
        raise TypeError("items must be a list")
    index = payload.get("index", 0)
    if not isinstance(index, int):
        raise TypeError("index must be an int, not " + type(index).__name__)
    return {"item": items[index], "left": len(items) - 1}


def age(payload):
    years = payload["age"]
    if years < 0:
        raise ValueError("age cannot be negative: {}".format(years))
    if years > 150:
        raise ValueError("nobody is %d years old" % years)
    return {"adult": years >= 18, "next": years + 1}


ACTIONS = {
    "/convert": convert,
    "/divide": divide,
    "/int": parse_int,
    "/pick": pick,
    "/age": age,
}


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        global last_error
        action = ACTIONS.get(self.path)
        if action is None:
            self.answer(404, {"error": "no action " + self.path})
            return
        try:
            size = int(self.headers["Content-Length"])
            payload = json.loads(self.rfile.read(size))
            result = action(payload)
        except json.JSONDecodeError as e:
            last_error = str(e)
            self.answer(400, {"error": str(e), "line": e.lineno, "column": e.colno, "pos": e.pos})
        except KeyError as e:
            last_error = str(e)
            self.answer(422, {"error": str(e), "key": e.args[0]})
        except (ValueError, TypeError) as e:
            last_error = str(e)
            self.answer(400, {"error": str(e), "type": type(e).__name__})
        except ZeroDivisionError as e:
            last_error = str(e)
            self.answer(400, {"error": str(e), "type": "zero"})
        except Exception as e:
            last_error = str(e)
            self.answer(500, {"error": str(e)})
        else:
            self.answer(200, result)

    def do_GET(self):
        if self.path == "/last":
            self.answer(200, {"last_error": last_error})
        elif self.path == "/rates":
            self.answer(200, RATES)
        else:
            self.send_error(404)

    def answer(self, status, obj):
        text = json.dumps(obj)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text.encode("utf8"))

    def log_message(self, fmt, *args):
        sys.stderr.write("[calc] " + fmt % args + "\n")


if __name__ == "__main__":
    try:
        HTTPServer(("0.0.0.0", int(sys.argv[1]) if sys.argv[1:] else 8000), Handler).serve_forever()
    except KeyboardInterrupt:
        sys.exit(0)
