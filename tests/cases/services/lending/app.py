"""A lending library of four modules. python3 app.py [port]"""
import sys
from http.server import HTTPServer

import store
from handlers import LendingHandler
from models import Book

VERSION = "1.2"


def fill():
    """Put the first books on the shelf."""
    store.add(Book("Emma", "Austen", 2))
    store.add(Book("Dracula", "Stoker", 1))
    store.add(Book("Walden", "Thoreau", 3))


if __name__ == "__main__":
    from handlers import GREETING

    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    fill()
    print(f"{GREETING} {VERSION} on port {port}")
    HTTPServer(("127.0.0.1", port), LendingHandler).serve_forever()
