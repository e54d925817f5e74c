#!/usr/bin/env python3
"""A price list, as short as it could be written. Usage: app.py [PORT]"""
from http.server import *
import json, sys, threading
from socketserver import ThreadingMixIn
from urllib.parse import urlparse, parse_qs

ITEMS = {i: {"id": i, "name": f"item {i}", "price": i * 1.5} for i in range(5)}
RATES = {"eur": 1, "usd": 2}


class Server(ThreadingMixIn, HTTPServer):
    """One thread for each request."""
    daemon_threads = True


class Catalog(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        if url.path.startswith(("/about", "/help")):
            self.out({"service": "catalog"}, "pretty" in query)
        elif url.path.endswith((".json", ".txt")):
            self.out(ITEMS[3], url.path.endswith(".txt"))
        elif url.path.startswith("/item"):
            item = ITEMS.get(len(query))
            if item is None:
                self.out({"error": "no such item"})
            else:
                self.out({**item, "extra": True})
        elif url.path == "/offer":
            self.out({**ITEMS[2], "path": self.path, "price": 3})
        elif url.path == "/rates":
            self.out({**RATES, "chf": 4, "eur": 9})
        elif url.path == "/time":
            hours, minutes = divmod(len(self.path) * 11 - 60, 60)
            part, rest = divmod(len(self.path) * 1.5, 0.7)
            self.out({"hours": hours, "minutes": minutes, "part": part, "rest": rest, "cube": pow(hours, 3), "mod": pow(minutes, 5, 7)})
        else:
            self.send_error(404)
        sys.stderr.write(f"{self.command} {self.path}\n")
        sys.stderr.flush()

    def do_POST(self):
        data = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        url = data.get("url", "")
        if url.startswith(("http://", "https://")):
            self.out({"url": url})
        else:
            self.out({"error": "not absolute"}, data.get("pretty"))

    def out(self, data, pretty=False):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(data, indent=2 if pretty else None, sort_keys=True).encode("utf-8"))


if __name__ == "__main__":
    server = Server(("127.0.0.1", int(sys.argv[1])), Catalog)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    thread.join()
