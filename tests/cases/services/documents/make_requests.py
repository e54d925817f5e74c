"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, patch, post, put, send, write  # noqa: E402

DEEP = {"a": {"b": [1, 2.0, {"c": None}], "empty": {}, "none": []}, "t": True}

requests = [
    get("/docs"), get("/docs/"), get("/docs/1"), get("/docs/x"), get("/"), get("/other"), get("/docs/1/2"), get("docs"),
    post("/docs", {"title": "first", "n": 1}), post("/docs", {"title": "f\u00fcr \u4e16\u754c \U0001f40d", "x": 1.0}), post("/docs", {}),
    post("/docs", DEEP), get("/docs"), get("/docs/1"), get("/docs/2"), get("/docs/3"), get("/docs/4"), get("/docs/4/"), get("//docs/4"),
    get("/docs/04"), get("/docs/+4"), get("/docs/%34"), get("/docs/\xb2"), get("/docs/99999999999999999999999"), get("/docs/-1"), get("/docs?x"),
    # A body may overwrite what the server set, key order and all.
    post("/docs", {"id": 1, "title": "steals the id of the first"}), get("/docs/1"), get("/docs"),
    post("/docs", {"version": "seven", "id": 70}), get("/docs/70"), get("/docs/6"), put("/docs/70", {"a": 1}), patch("/docs/70", {"a": 2}),
    post("/docs", {"id": "text"}), get("/docs/text"), post("/docs", {"id": None}), get("/docs/none"), get("/nothing"),
    post("/docs", {"id": 71.0}), get("/docs/71"), post("/docs", {"id": True, "who": "true is 1"}), get("/docs/1"), get("/docs"),
    post("/docs", {"id": [1]}), post("/docs", {"id": {}}), post("/docs", {"id": 9223372036854775807}), get("/docs/9223372036854775807"),
    get("/docs"),
    put("/docs/1", {"title": "replaced"}), get("/docs/1"), put("/docs/1", {"id": 5, "version": 50, "z": 1}), get("/docs/1"),
    put("/docs/1", {"version": 50, "id": 5}), put("/docs/1", {}), put("/docs/404", {"a": 1}), put("/docs/x", {"a": 1}), put("/docs", {}),
    put("/docs/2", [["pair", 1], ["second", 2]]), get("/docs/2"), put("/docs/2", []), put("/docs/2", "5"), put("/docs/2", [1]), put("/docs/2", '"ab"'),
    put("/docs/2", "{", length=True), get("/docs/2"),
    patch("/docs/3", {"b": 1, "a": 2}), patch("/docs/3", {"a": None}), patch("/docs/3", {"a": 3, "b": None, "c": {"d": 1}}), get("/docs/3"),
    patch("/docs/3", {"id": 9, "version": 9, "k": "v"}), patch("/docs/3", {}), patch("/docs/3", {"missing": None}), get("/docs/3"),
    patch("/docs/3", {"Z": 1, "a": 1, "\u00e9": 1, "_": 1, "10": 1, "9": 1}), patch("/docs/404", {"a": 1}), patch("/docs/x", {"a": 1}), patch("/docs", {}),
    patch("/docs/3", "[]"), patch("/docs/3", "5"), patch("/docs/3", "null"), patch("/docs/3", "{", length=True),
    get("/docs/3"),
    delete("/docs/3"), delete("/docs/3"), get("/docs/3"), delete("/docs/x"), delete("/docs"), delete("/docs/4"), get("/docs"),
    post("/docs", {"title": "after"}), get("/docs"), post("/other", {}), post("/docs/", {}), post("/docs/1", {}),
    post("/docs", {"s": "quote \" back \\ slash / tab \t nl \n nul \u0000 del \u007f ls \u2028 <&>"}), get("/docs/12"), get("/docs/13"),
    post("/docs", {"big": 2**62, "neg": -(2**62), "e": 1e22, "small": 1e-7, "f": 1e16, "third": 1 / 3, "zero": -0.0, "int": 5, "float": 5.0}),
    post("/docs", '{"dup": 1, "dup": 2, "a": 0, "dup": 3}'), post("/docs", '{"n": NaN, "i": Infinity, "m": -Infinity, "o": 1e400, "z": -0}'),
    post("/docs", '{"": {"": {"": []}}}'), post("/docs", '{"u": "\\u00e9\\ud83d\\ude00"}'), get("/docs"),
    post("/docs", {"a": 1}, length=False), post("/docs", None, length=False), post("/docs", "{}", ["Content-Length", "x"], length=False),
    post("/docs", '{"latin": "\xff"}'), bare("HEAD", "/docs"), bare("OPTIONS", "/docs"), send("LINK", "/docs", {"a": 1}), get("/docs"),
]
requests += [post("/docs", body) for body in BAD_BODIES + ODD_VALUES]
requests += [put("/docs/1", body) for body in ODD_VALUES] + [patch("/docs/1", body) for body in ODD_VALUES]
requests += [get("/docs")]

write(__file__, requests)
