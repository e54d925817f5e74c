"""Labels, queues and boxes: lists that are changed where they are held, with arguments that are computed first."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
import sys

QUEUE = []
NUMBERS = [3, 1, 2]
NAMES = ["11", "12"]


class Box:
    def __init__(self):
        self.items = [1]
        self.count = 0

    def renew(self, n):
        self.items = [n]
        self.count += 1
        return self.count

    def add(self, n):
        self.items.append(self.renew(n))
        return self.items


BOX = Box()
DATA = {"red": {"tags": ["7"], "count": 1}, "blue": {"tags": [], "count": 2}}


def number(text):
    return int(text)


def reset(text):
    global QUEUE
    QUEUE = [0]
    return int(text)


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
            if self.path.startswith("/reset/"):
                # Appended to the list that was there before.
                QUEUE.append(reset(parts[2]))
                self.reply(QUEUE)
            elif self.path.startswith("/add/"):
                QUEUE.append(number(parts[2]))
                self.reply(QUEUE)
            elif self.path.startswith("/box/"):
                self.reply(BOX.add(number(parts[2])))
            elif self.path.startswith("/tag/"):
                DATA[parts[2]]["tags"].append(str(number(parts[3])))
                self.reply(DATA)
            elif self.path.startswith("/front/"):
                DATA[parts[2]]["tags"].insert(0, str(number(parts[3])))
                self.reply(DATA)
            elif self.path.startswith("/untag/"):
                DATA[parts[2]]["tags"].remove(str(number(parts[3])))
                self.reply(DATA)
            elif self.path.startswith("/names/"):
                NAMES.insert(0, str(number(parts[2])))
                NAMES.append(NAMES.pop())
                self.reply(NAMES)
            elif self.path.startswith("/numbers/"):
                NUMBERS.extend([number(part) for part in parts[2:]])
                self.reply(sorted(NUMBERS))
            elif self.path.startswith("/squeeze/"):
                NUMBERS.insert(number(parts[2]), number(parts[3]))
                self.reply(NUMBERS)
            elif self.path.startswith("/take/"):
                self.reply({"popped": NUMBERS.pop(number(parts[2])), "left": NUMBERS})
            elif self.path.startswith("/del/"):
                del NUMBERS[number(parts[2])]
                self.reply(NUMBERS)
            elif self.path.startswith("/drop/"):
                NUMBERS.remove(number(parts[2]))
                self.reply(NUMBERS)
            elif self.path.startswith("/set/"):
                NUMBERS[number(parts[2])] = number(parts[3])
                self.reply(NUMBERS)
            elif self.path.startswith("/best/"):
                values = json.loads(parts[2])
                self.reply([max(values, default=None), min(values, default=0)])
            else:
                self.reply({"error": "unknown"}, 404)
        except ValueError as error:
            self.reply({"error": str(error)}, 400)
        except (IndexError, KeyError) as error:
            self.reply({"error": str(error)}, 404)
        except TypeError as error:
            self.reply({"type": str(error)}, 422)

    def log_message(self, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
