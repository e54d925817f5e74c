"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402


def lend(title, reader):
    return post("/loans", {"title": title, "reader": reader})


def back(title, reader):
    return post("/returns", {"title": title, "reader": reader})


requests = [
    get("/books"), get("/readers"), get("/stats"), get("/books/Emma"), get("/books/emma"), get("/books/-EMMA-"), get("/books/Ulysses"), get("/books/it's"), get("/books/"), get("/"), get("/nowhere?x=1"),
    lend("Emma", "ann"), lend("emma", " ann "), lend("Emma", "ann"), lend("Emma", "bob"), get("/books"), get("/books/Emma"), get("/readers"), get("/stats"),
    lend("Dracula", "bob"), lend("Dracula", "cid"), lend(" WALDEN ", "bob"), lend("Walden", "bob"), lend("Ulysses", "bob"), get("/readers"), get("/stats"),
    back("Emma", "ann"), back("Emma", "ann"), back("Emma", "ann"), back("Emma", "nobody"), back("Ulysses", "ann"), back("dracula", " bob"), get("/books"), get("/books/Dracula"), get("/readers"), get("/stats"),
    post("/reset", {}), get("/stats"), lend("Dracula", "dan"), get("/stats"), get("/books/dracula"),
    post("/books", {"title": "Middlemarch", "author": "Eliot"}), post("/books", {"title": "Persuasion", "author": "Austen", "copies": 5}), post("/books", {"title": " Emma ", "author": "Another", "copies": 1}), get("/books"), get("/books/Emma"), lend("Middlemarch", "eve"), lend("Middlemarch", "fay"), get("/stats"),
    post("/books", {"title": "\u00c9mile", "author": "Rousseau \U0001f40d"}), get("/books"), lend("\u00e9mile", "gus"), get("/readers"),
    post("/books", {}), post("/books", {"title": ""}), post("/books", {"title": "  "}), post("/books", {"title": 5}), post("/books", {"title": None}), post("/books", {"title": "A", "copies": 0}), post("/books", {"title": "A", "copies": True}), post("/books", {"title": "A", "copies": "2"}), post("/books", {"title": "A", "copies": 1001}), post("/books", {"title": "A", "copies": 1.5}), post("/books", {"title": "A", "author": 7}), post("/books", {"title": "B", "author": None}),
    post("/loans", {}), post("/loans", {"title": "Emma"}), post("/loans", {"title": 1, "reader": "x"}), post("/loans", {"title": "Emma", "reader": ["x"]}), post("/returns", {"reader": "ann"}), post("/nowhere", {}), post("/books"), post("/loans", None, length=False),
    put("/books", {}), delete("/books/Emma"), bare("HEAD", "/books"), bare("OPTIONS", "/books"),
]
requests += [post("/books", body) for body in BAD_BODIES + ODD_VALUES]
requests += [get("/books"), get("/readers"), get("/stats")]

write(__file__, requests)
