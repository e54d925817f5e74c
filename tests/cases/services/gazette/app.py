"""A small town gazette: articles, readers' letters and a price list for advertisements."""
import json
import re
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, unquote, urlsplit

SLUG = re.compile(r"[^a-z0-9]+")
EMAIL = re.compile(r"[^@\s]+@([\w-]+\.)?[\w-]+\.[a-z]{2,6}$", re.IGNORECASE)
MENTION = re.compile(r"@(\w+)")
ISO_DATE = r"(?P<year>\d{4})-(?P<month>\d{2})(?:-(?P<day>\d{2}))?"

PRICES = {"row": 2.5, "box": 40, "page": 900}
DEFAULTS = {"section": "town", "status": "draft", "pinned": False}


class Archive:
    """All articles, newest last."""

    articles = []
    letters = {"editor": []}
    last_id = 0

    @classmethod
    def add(cls, fields):
        cls.last_id += 1
        article = {**DEFAULTS, **fields, "id": cls.last_id, "slug": cls.slug_of(str(fields.get("title", "")))}
        cls.articles.append(article)
        return article

    @classmethod
    def find(cls, number):
        for article in cls.articles:
            if article["id"] == number:
                return article

    @staticmethod
    def slug_of(title, most=40):
        return SLUG.sub("-", title.lower()).strip("-")[:most]

    @classmethod
    def drop(cls, number):
        before = len(cls.articles)
        cls.articles = [article for article in cls.articles if article["id"] != number]
        return before - len(cls.articles)


def quote_for(items):
    total = 0
    for item in items:
        total += PRICES[item["kind"]] * item["count"]
    summary = {"items": len(items), "total": total}
    return {"quote": True, **summary, "currency": "EUR"}


class Gazette(BaseHTTPRequestHandler):
    def send(self, body, content_type="text/plain; charset=utf-8", status=200):
        if isinstance(body, str):
            body = body.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def reply(self, data, status=200):
        self.send(json.dumps(data), "application/json", status)

    def read_json(self):
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or "{}")

    def do_GET(self):
        url = urlsplit(self.path)
        options = dict(parse_qsl(url.query))
        if url.path == "/":
            return self.send("The Gazette\n")
        if url.path == "/logo":
            return self.send(b"GIF89a\x01\x00\x01\x00", content_type="image/gif")
        if re.match(r"^/articles/?$", url.path):
            section = options.get("section")
            found = [a for a in Archive.articles if section is None or a["section"] == section]
            return self.reply({"count": len(found), "articles": found, **options})
        match = re.match(r"^/articles/(\d+)$", url.path)
        if match:
            article = Archive.find(int(match.group(1)))
            if not article:
                return self.reply({"error": "no such article"}, 404)
            return self.reply({"path": url.path, **article})
        match = re.match(r"/by-slug/(?P<slug>[\w-]+)(/(?P<part>\w+))?$", self.path)
        if match:
            part = match.group("part")
            return self.reply({"slug": match["slug"], "part": part, "whole": match.group(0), "long": part is not None and len(part) > 3})
        match = re.search(ISO_DATE, unquote(self.path))
        if match is not None:
            year, month, day = match.groups()
            return self.reply({"year": int(year), "month": int(month), "day": day and int(day), **match.groupdict()})
        if re.fullmatch(r"/(?:prices|rates)", url.path):
            return self.reply(dict(sorted(PRICES.items())))
        match = re.match("/words/(.*)", unquote(self.path))
        if match:
            line = match.group(1)
            return self.reply({
                "words": re.findall(r"\w+", line),
                "numbers": re.findall(r"-?\d+", line),
                "mentions": MENTION.findall(line),
                "parts": re.split(r"\s*[,;]\s*", line),
                "dates": re.sub(ISO_DATE, r"\2/\g<year>", line),
                "masked": re.sub(r"\d", "$1", line),
                "email": EMAIL.match(line) is not None,
                "shout": bool(re.search("(?i)kiss|[a-f]{3}!", line)),
            })
        self.reply({"error": "not found"}, 404)

    def do_POST(self):
        try:
            data = self.read_json()
        except ValueError as error:
            return self.reply({"error": str(error)}, 400)
        if self.path == "/articles":
            try:
                return self.reply(Archive.add(data), 201)
            except (TypeError, AttributeError) as error:
                return self.reply({"error": str(error)}, 422)
        if self.path == "/quotes":
            try:
                return self.reply(quote_for(data["items"]))
            except (KeyError, TypeError) as error:
                return self.reply({"error": type(error).__name__, "wording": str(error)}, 422)
        match = re.fullmatch(r"/letters/([a-z]+)", self.path)
        if match:
            box = Archive.letters.setdefault(match.group(1), [])
            for letter in list(box):
                if letter["from"] == data.get("from"):
                    box.remove(letter)
            if not EMAIL.match(data["from"]):
                return self.reply({"error": "bad address", "last": str(data["from"])[::-1], "kept": data.get("tags", [])[::-2]}, 422)
            box.append({"from": data["from"], "wording": data.get("wording")})
            return self.reply(box, 201)
        self.reply({"error": "not found"}, 404)

    def do_DELETE(self):
        try:
            number = int(self.path.split("/")[2])
        except (ValueError, IndexError):
            number = None
        if number is None:
            return self.reply({"error": "which one?"}, 400)
        self.reply({"deleted": Archive.drop(number)})


PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8000

if __name__ == "__main__":
    HTTPServer(("", PORT), Gazette).serve_forever()
