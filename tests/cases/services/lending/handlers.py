"""The routes."""
import json
from http.server import BaseHTTPRequestHandler

import models
import store as shelf
from models import Book, NotThere
from store import add, books, loans, readers

GREETING = "Lending library"
requests = 0


class LendingHandler(BaseHTTPRequestHandler):

    def do_GET(self):
        global requests
        requests += 1
        if self.path == "/books":
            self.reply(200, {"books": [book.to_dict() for book in books.values()]})
        elif self.path.startswith("/books/"):
            title = self.path[len("/books/"):].replace("-", " ")
            try:
                book = shelf.find(title)
            except NotThere as e:
                self.reply(404, {"error": str(e)})
                return
            self.reply(200, {"line": models.describe(book), "log": shelf.describe(book), "readers": book.readers})
        elif self.path == "/readers":
            self.reply(200, {"readers": [reader.to_dict() for reader in readers.values()]})
        elif self.path == "/stats":
            # `loans` was imported when it was 0, and stays so.
            counts = {"loans": shelf.loans, "at_start": loans, "last": shelf.last, "limit": models.LIMIT}
            counts["made"] = Book.made
            counts["requests"] = requests
            self.reply(200, counts)
        else:
            self.reply(404, {"error": f"{GREETING}: nothing at {self.path}"})

    def do_POST(self):
        data = self.body()
        if data is None:
            self.reply(400, {"error": "a JSON object is needed"})
            return
        if self.path == "/books":
            title = data.get("title")
            if not isinstance(title, str) or not title.strip():
                self.reply(400, {"error": "a title is needed"})
                return
            copies = data.get("copies", 1)
            if not isinstance(copies, int) or isinstance(copies, bool) or copies < 1 or copies > 1000:
                self.reply(400, {"error": "bad number of copies"})
                return
            book = Book(title, str(data.get("author", "unknown")), copies)
            add(book)
            self.reply(201, book.to_dict())
        elif self.path == "/loans":
            self.move(data, 201, shelf.lend)
        elif self.path == "/returns":
            self.move(data, 200, shelf.give_back)
        elif self.path == "/reset":
            shelf.loans = 0
            shelf.last = None
            self.reply(200, {"loans": shelf.loans})
        else:
            self.reply(404, {"error": "nothing here"})

    def move(self, data, status, how):
        title = data.get("title")
        name = data.get("reader")
        if not isinstance(title, str) or not isinstance(name, str):
            self.reply(400, {"error": "title and reader are needed"})
            return
        try:
            moved = how(title, name)
        except NotThere as e:
            self.reply(404, {"error": str(e)})
            return
        if moved:
            self.reply(status, {"title": title, "reader": name})
        else:
            self.reply(409, {"error": "not possible"})

    def body(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            data = json.loads(self.rfile.read(length))
        except ValueError:
            return None
        return data if isinstance(data, dict) else None

    def reply(self, status, payload):
        body = json.dumps(payload).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
