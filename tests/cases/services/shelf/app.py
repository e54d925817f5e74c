"""A shelf: items moved within a list, variables that a `try` sets, arguments named like what translations make up."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

LOG = [3, 1, 2]


class Shelf:
    def __init__(self):
        self.items = ["x", "y", "z"]
        self.rows = [{"name": "n", "tags": ["t"]}]
        self.seen = {}

    def rotate(self):
        self.items.append(self.items[0])
        self.items.remove(self.items[0])
        return self.items

    def replace(self, old, new):
        self.items[self.items.index(old)] = new
        return self.items

    def swap(self, i, j):
        self.items[i], self.items[j] = self.items[j], self.items[i]
        return self.items

    def tag(self, item, key):
        index = len(self.rows) - 1
        argument = self.rows[index]
        argument["tags"].append(item + key)
        argument["tags"].insert(0, argument["tags"][-1])
        self.seen[key] = self.seen.get(key, 0) + len(argument["tags"])
        return argument

    def last(self):
        self.rows.append({"name": self.rows[-1]["name"] + "+", "tags": list(self.rows[-1]["tags"])})
        return self.rows


SHELF = Shelf()


def classify(text):
    try:
        value = int(text)
        kind = "int"
    except ValueError:
        try:
            value = int(float(text))
            kind = "float"
        except ValueError:
            return {"kind": "text", "length": len(text)}
    return {"kind": kind, "value": value * 2}


def first_set(parts):
    try:
        head = parts[2]
        rest = parts[3:]
    except IndexError:
        head = "none"
        rest = []
    LOG.append(len(parts))
    return head + "/" + "-".join(rest)


def total(parts):
    status = 200
    try:
        amounts = [int(part) for part in parts]
        result = sum(amounts)
    except ValueError as error:
        result = -1
        status = 400
        message = str(error)
    else:
        message = "ok"
    return {"result": result, "status": status, "message": message}


def words(text):
    found = text.split(",")
    data = {"words": found, "count": len(found)}
    data["extra"] = json.loads("[1, \"two\"]")
    return data


class Handler(BaseHTTPRequestHandler):
    def reply(self, value, status=200):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        parts = self.path.split("/")
        try:
            if self.path.startswith("/rotate"):
                self.reply(SHELF.rotate())
            elif self.path.startswith("/replace/"):
                self.reply(SHELF.replace(parts[2], parts[3]))
            elif self.path.startswith("/swap/"):
                self.reply(SHELF.swap(int(parts[2]), int(parts[3])))
            elif self.path.startswith("/tag/"):
                self.reply(SHELF.tag(parts[2], parts[3]))
            elif self.path.startswith("/last"):
                self.reply(SHELF.last())
            elif self.path.startswith("/best/"):
                values = json.loads(parts[2])
                self.reply([max(values, default=None), min(values, default=0)])
            elif self.path.startswith("/classify/"):
                self.reply(classify(parts[2]))
            elif self.path.startswith("/first"):
                self.reply(first_set(parts))
            elif self.path.startswith("/total/"):
                self.reply(total(parts[2:]))
            elif self.path.startswith("/words/"):
                self.reply(words(parts[2]))
            else:
                self.reply({"error": "unknown"}, 404)
        except ValueError as error:
            self.reply({"error": str(error)}, 400)
        except IndexError as error:
            self.reply({"error": str(error)}, 404)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
