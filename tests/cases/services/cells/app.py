"""An object that is read and changed in the same statement: loops over what they change, handlers that write what was read."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


class Stack:
    def __init__(self):
        self.plates = [1, 2, 3]
        self.same = self.plates

    def take(self):
        return [len(self.plates), self.plates.pop(), len(self.same)]

    def named(self, text):
        seen = {}
        again = seen
        again.setdefault("first", None)
        if text:
            seen[text] = 5
        return {"seen": seen, "first": again.get("first", 7), "popped": seen.pop(text, None)}


class Counter:
    def __init__(self):
        self.items = {"a": 1}
        self.order = ["a"]
        self.misses = 0
        self.current = None
        self.log = []

    def get(self, key):
        try:
            value = self.items[key]
        except KeyError:
            self.misses += 1
            value = -1
        return value

    def find(self, key):
        try:
            return self.items[key]
        except KeyError:
            self.misses += 1
            self.log.append("miss " + key)
            return 0

    def drop(self, key):
        try:
            self.order.remove(key)
        except ValueError:
            self.misses += 1
        try:
            del self.items[key]
        except KeyError as error:
            self.log.append(str(error))
        else:
            self.log.append("dropped")
        return self.order

    def peek(self, index):
        try:
            self.order[index]
        except IndexError:
            self.misses += 1
            return False
        return True

    def add(self, key, value):
        self.items[key] = self.items.get(key, 0) + value
        if key not in self.order:
            self.order.append(key)
        for name in list(self.order):
            if name != key and self.items.get(name, 0) < 0:
                self.order.remove(name)
        for name in [name for name in self.items if self.items[name] < -3]:
            del self.items[name]
            self.log.append("gone " + name)
        while len(self.log) > 5:
            self.log.pop(0)
        return self.items

    def select(self, key):
        if self.items.get(key):
            self.current = key
        current = self.current
        if current is not None:
            self.misses += len(current)
        found = self.items.get(key)
        if found is not None:
            self.items[key] = found + 1
        elif self.order:
            self.items[self.order[-1]] += 10
        return [self.current, self.misses]

    def total(self):
        total = 0
        for key, value in self.items.items():
            total += value
        for item in list(self.items.values()):
            self.log.append(str(item))
        for index, key in enumerate(list(self.order)):
            self.log.append(key * (index + 1))
        return total


counter = Counter()
stack = Stack()


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = self.path.strip("/").split("/")
        item = parts[1] if len(parts) > 1 else ""
        if parts[0] == "get":
            result = {"value": counter.get(item)}
        elif parts[0] == "find":
            result = {"value": counter.find(item)}
        elif parts[0] == "drop":
            result = counter.drop(item)
        elif parts[0] == "peek":
            result = counter.peek(int(item))
        elif parts[0] == "add":
            result = counter.add(item, int(parts[2]))
        elif parts[0] == "select":
            result = counter.select(item)
        elif parts[0] == "take":
            result = stack.take() if stack.same else "empty"
        elif parts[0] == "named":
            result = stack.named(item)
        else:
            result = [counter.total(), counter.log, counter.misses]
        body = json.dumps(result).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
