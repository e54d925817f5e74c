import json
import sys
import urllib.parse as urlparse
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer

BOOKS = [
    {"isbn": "9780131103627", "title": "The C Programming Language", "author": "Kernighan & Ritchie", "year": 1978, "price": 39.5},
    {"isbn": "9780201633610", "title": "Design Patterns", "author": "Gamma et al.", "year": 1994, "price": 44.99},
    {"isbn": "9780262033848", "title": "Introduction to Algorithms", "author": "Cormen et al.", "year": 2009, "price": 80},
    {"isbn": "9780132350884", "title": "Clean Code", "author": "Martin", "year": 2008, "price": 33.25},
    {"isbn": "9780596007126", "title": "Head First Design Patterns", "author": "Freeman", "year": 2004, "price": 41},
    {"isbn": "9781491950296", "title": "Programming Rust", "author": "Blandy & Orendorff", "year": 2017, "price": 55.0},
    {"isbn": "9780134190440", "title": "The Go Programming Language", "author": "Donovan & Kernighan", "year": 2015, "price": 35.99},
    {"isbn": "9783836218023", "title": "Python für Einsteiger: Grüße aus Köln", "author": "Ernesti", "year": 2012, "price": 29.9},
    {"isbn": "9784873117386", "title": "入門 Python 3", "author": "ルバノビック", "year": 2015, "price": 3700},
    {"isbn": "9780000000001", "title": "İstanbul'da Yazılım", "author": "Öz", "year": 2020, "price": 0},
]

DEFAULT_LIMIT = 4
MAX_LIMIT = 50


class SearchHandler(BaseHTTPRequestHandler):

    def param(self, name, default=None):
        values = self.params.get(name)
        return values[0] if values else default

    def int_param(self, name, default):
        try:
            return int(self.param(name, default))
        except (TypeError, ValueError):
            return default

    def write_json(self, data, status=HTTPStatus.OK):
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.end_headers()
        self.wfile.write(json.dumps(data, ensure_ascii=False).encode("utf-8"))

    def do_GET(self):
        parsed = urlparse.urlparse(self.path)
        self.params = urlparse.parse_qs(parsed.query)
        route = parsed.path.rstrip("/")

        if route == "/search":
            self.search()
        elif route == "/suggest":
            self.suggest()
        elif route == "/params":
            pairs = urlparse.parse_qs(parsed.query, keep_blank_values=True)
            self.write_json({"params": pairs, "path": parsed.path, "fragment": parsed.fragment})
        elif route == "/echo":
            self.write_json({"raw": parsed.query, "unquoted": urlparse.unquote(parsed.query),
                             "plus": urlparse.unquote_plus(parsed.query)})
        elif route.startswith("/books/"):
            wanted = urlparse.unquote(route.split("/")[2]).replace("-", "")
            for book in BOOKS:
                if book["isbn"] == wanted:
                    self.write_json(book)
                    break
            else:
                self.write_json({"error": "no such book: " + wanted}, HTTPStatus.NOT_FOUND)
        else:
            self.write_json({"error": "not found"}, HTTPStatus.NOT_FOUND)

    def search(self):
        q = self.param("q", "").strip().lower()
        results = BOOKS
        if q:
            results = [b for b in results if q in b["title"].lower() or q in b["author"].lower()]
        author = self.param("author")
        if author is not None:
            results = [b for b in results if b["author"].lower().startswith(author.lower())]
        if "max_price" in self.params:
            try:
                ceiling = float(self.params["max_price"][-1])
            except ValueError as err:
                self.write_json({"error": str(err)}, HTTPStatus.BAD_REQUEST)
                return
            results = [b for b in results if b["price"] <= ceiling]
        order = self.param("sort", "title")
        if order.lstrip("-") not in ("title", "year", "price"):
            self.write_json({"error": f"cannot sort by {order}"}, HTTPStatus.BAD_REQUEST)
            return
        key = order.lstrip("-")
        results = sorted(results, key=lambda b: b[key], reverse=order.startswith("-"))

        page = max(self.int_param("page", 1), 1)
        limit = min(self.int_param("limit", DEFAULT_LIMIT), MAX_LIMIT)
        start = (page - 1) * limit
        end = start + limit
        pages = -(-len(results) // limit) if limit else 0
        self.write_json({
            "query": q,
            "total": len(results),
            "page": page,
            "pages": pages,
            "items": results[start:end],
            "next": page + 1 if end < len(results) else None,
        })

    def suggest(self):
        prefix = self.param("q", "")
        words = []
        for book in BOOKS:
            for word in book["title"].split():
                word = word.strip(".,:'").capitalize()
                if word.lower().startswith(prefix.lower()) and word not in words:
                    words.append(word)
        words.sort()
        self.write_json({"prefix": prefix, "words": words, "joined": " ".join(words)[:60]})

    def log_message(self, *args):
        return


if __name__ == "__main__":
    port = 8000
    if len(sys.argv) > 1:
        port = int(sys.argv[1])
    HTTPServer(("", port), SearchHandler).serve_forever()
