"""A service of which one route cannot move: it evaluates formulas that its clients send. The routes that share its state stay with it."""
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

PRODUCTS = {
    "tea": {"name": "tea", "price": 2.5, "stock": 10},
    "mate": {"name": "mate", "price": 3.0, "stock": 0},
}
VERSION = "1.2"
history = []
visits = {"products": 0}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        if url.path == "/products":
            visits["products"] += 1
            self.send_json(200, list(PRODUCTS.values()))
        elif url.path.startswith("/products/"):
            self.get_product(url.path.split("/")[-1])
        elif url.path == "/formula":
            self.evaluate(parse_qs(url.query).get("expr", ["0"])[0])
        elif url.path == "/history":
            self.send_json(200, {"count": len(history), "last": history[-3:]})
        elif url.path == "/visits":
            self.send_json(200, visits)
        elif url.path == "/version":
            self.send_json(200, {"version": VERSION})
        else:
            self.send_json(404, {"error": "not found"})

    def get_product(self, name):
        product = PRODUCTS.get(name)
        if product is None:
            self.send_json(404, {"error": "no product " + name})
        else:
            self.send_json(200, dict(product, available=product["stock"] > 0))

    def evaluate(self, expr):
        prices = {name: product["price"] for name, product in PRODUCTS.items()}
        try:
            value = eval(expr, {"__builtins__": {}}, prices)
        except Exception as e:
            self.send_json(400, {"error": str(e)})
            return
        history.append(expr)
        self.send_json(200, {"expr": expr, "value": value})

    def do_DELETE(self):
        del history[:]
        self.send_json(200, {"count": 0})

    def send_json(self, status, data):
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    HTTPServer(("", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), Handler).serve_forever()
