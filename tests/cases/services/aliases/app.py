"""Two names for one object: calls, operands and texts that read it beside a part that changes it."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse

SCORES = {"ann": 3, "bob": 1}
ALIAS = SCORES
QUEUE = [3, 1, 2]
SAME = QUEUE
BOXES = {"a": {"items": [1], "n": 0}, "b": {"items": [], "n": 5}}


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 10
        self.log = []
        self.parent = None

    def take(self, amount):
        self.balance -= amount
        self.log.append(amount)
        return amount

    def left(self):
        return self.balance

    def both(self):
        return self.take(1) + self.left()

    def cmp(self):
        return self.take(1) < self.left()

    def text(self):
        return f"{self.take(1)}-{self.left()}-{len(self.log)}"

    def absorb(self, other):
        self.balance += other.take(self.left())
        return self.balance

    def move(self, other, amount):
        other.balance = other.balance + self.take(amount)
        self.log.extend(other.log)
        return [self.left(), other.left()]

    def swap(self, other):
        self.balance, other.balance = other.balance, self.balance
        return self.balance - other.balance

    def root(self):
        node = self
        while node.parent is not None:
            node = node.parent
        return node.owner


ACCOUNTS = {"x": Account("x"), "y": Account("y")}
CURRENT = ACCOUNTS["x"]


def pop_and_count(items, other):
    return items.pop() + len(other)


def count_and_pop(items, other):
    return len(other) * 10 + items.pop()


def three(a, b, c):
    return f"{a}/{b}/{c}"


def push_len(items, other):
    items.append(len(other))
    items.append(other[-1])
    items.insert(0, sum(other))
    return items


def set_from(d, e, key):
    d[key] = e.get(key, 0) + len(e)
    d[key + "2"] = d[key] + e[key]
    d.update({k: v + 1 for k, v in e.items()})
    return d


def compare(items, other):
    a = items.pop() > other[0]
    b = other[0] == items.pop(0)
    c = len(items) <= len(other) and items == other
    items.append(1)
    items.append(2)
    return [a, b, c]


def boxes(name, other):
    first = BOXES[name]
    second = BOXES[other]
    first["items"].append(second["n"])
    second["n"] = first["n"] + len(first["items"]) + second["n"]
    first["n"] += second["n"]
    second["items"] = first["items"] + second["items"]
    return {"first": first, "second": second}


def steal(name, other):
    BOXES[name]["items"].extend(BOXES[other]["items"])
    BOXES[name]["n"] = max(BOXES[name]["n"], BOXES[other]["n"]) + len(BOXES[other]["items"])
    return BOXES


def nested(name):
    box = BOXES[name]
    box["items"].insert(0, box["n"] + len(box["items"]))
    box["items"].sort(key=lambda v: v * box["n"])
    return [v + box["n"] for v in box["items"] if v in box["items"]]


def default(name):
    box = BOXES.setdefault(name, {"items": [len(BOXES)], "n": BOXES["a"]["n"]})
    box["items"].append(len(BOXES) + box["n"])
    return BOXES.get(name, box)["items"].pop() + BOXES.get("zz", box)["n"]


def chain(name):
    acc = ACCOUNTS[name]
    acc.parent = ACCOUNTS["y"] if name == "x" else None
    ACCOUNTS["y"].take(acc.take(acc.take(1) + acc.left()))
    return [acc.root(), acc.left(), ACCOUNTS["y"].left(), CURRENT.owner]


def pair(acc):
    return acc.take(1), acc.left(), len(acc.log)


def recursive(acc, level):
    if level == 0:
        return acc.left()
    return acc.take(1) + recursive(acc, level - 1)


def cond(acc):
    return acc.take(2) if acc.left() > 5 else acc.left() + acc.take(0)


def pct(acc):
    return "%d of %d after %s" % (acc.take(1), acc.left(), acc.log[-1])


def joined(items, other):
    return ",".join(str(v) for v in items) + ":" + str(items.pop()) + ":" + ",".join(str(v) for v in other)


def minmax(items, other):
    return max(items.pop(), len(other)) + min(other[0], items[0])


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        q = parse_qs(url.query)
        n = q.get("n", ["x"])[0]
        o = q.get("o", ["y"])[0]
        p = url.path
        try:
            self.route(p, n, o)
        except (KeyError, IndexError) as e:
            self.send({"error": repr(e)}, 400)

    def route(self, p, n, o):
        if p == "/both":
            self.send([ACCOUNTS[n].both(), CURRENT.both()])
        elif p == "/cmp":
            self.send(ACCOUNTS[n].cmp())
        elif p == "/text":
            self.send(ACCOUNTS[n].text())
        elif p == "/absorb":
            self.send(ACCOUNTS[n].absorb(ACCOUNTS[o]))
        elif p == "/move":
            self.send(ACCOUNTS[n].move(ACCOUNTS[o], 2))
        elif p == "/swap":
            self.send(ACCOUNTS[n].swap(ACCOUNTS[o]))
        elif p == "/pop_and_count":
            self.send(pop_and_count(QUEUE, SAME))
        elif p == "/count_and_pop":
            self.send(count_and_pop(QUEUE, SAME))
        elif p == "/three":
            self.send(three(QUEUE.pop(), len(SAME), QUEUE[0]))
        elif p == "/push_len":
            self.send(push_len(QUEUE, SAME))
        elif p == "/set_from":
            self.send(set_from(SCORES, ALIAS, n))
        elif p == "/compare":
            self.send(compare(QUEUE, SAME))
        elif p == "/boxes":
            self.send(boxes(n, o))
        elif p == "/steal":
            self.send(steal(n, o))
        elif p == "/nested":
            self.send(nested(n))
        elif p == "/default":
            self.send(default(n))
        elif p == "/chain":
            self.send(chain(n))
        elif p == "/pair":
            a, b, c = pair(CURRENT)
            self.send([a, b, c])
        elif p == "/recursive":
            self.send(recursive(CURRENT, 3))
        elif p == "/cond":
            self.send(cond(ACCOUNTS[n]))
        elif p == "/pct":
            self.send(pct(CURRENT))
        elif p == "/joined":
            self.send(joined(QUEUE, SAME))
        elif p == "/minmax":
            self.send(minmax(QUEUE, SAME))
        elif p == "/expr":
            self.send([SCORES.pop(n, 0) + len(ALIAS), len(SCORES) - ALIAS.get(n, 7), SCORES == ALIAS, n in SCORES or n in ALIAS])
        elif p == "/reset":
            SCORES.clear()
            ALIAS.update({"ann": 3, "bob": 1})
            QUEUE.clear()
            QUEUE.extend([3, 1, 2, len(SAME)])
            self.send([SCORES, SAME])
        else:
            self.send({"error": "no such page"}, 404)

    def send(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
