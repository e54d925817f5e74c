"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, patch, post, put, write  # noqa: E402

TITLES = ["", None, 0, False, [], {}, 5, 5.0, True, ["a"], {"a": 1}, " ", "caf\u00e9 \u4e16 \U0001f40d", "a" * 500, '"<&>"']

requests = [
    get("/"), get("/todos"), get("/todos/1"), get("/todos?done=true"), get("/todos?done=false"),
    post("/todos", {"title": "buy milk"}), post("/todos", {"title": "write tests", "priority": 1}), post("/todos", {"title": "rest", "priority": "low"}),
    get("/todos"), get("/"), get("/todos/1"), get("/todos/2"), get("/todos/3"), get("/todos/4"), get("/todos/0"), get("/todos/-1"), get("/todos/+1"),
    get("/todos/1_0"), get("/todos/01"), get("/todos/"), get("/todos/x"), get("/todos/1.0"), get("/todos/1/"), get("/todos/1/x"), get("/todos//1"),
    get("/todos/99999999999999999999999"), get("/todos/%31"), get("/todos/1?x=2"), get("/todos/1#f"), get("/todos/1;p"), get("//todos/1"), get("//todos"),
    get("/todos?done"), get("/todos?done="), get("/todos?done=TRUE"), get("/todos?done=true&done=false"), get("/todos?other=1"), get("/todos?"),
    get("/todos#x"), get("/todos/?done=true"), get("/Todos"), get("/todosx"), get("/nowhere"), get("http://localhost/todos"),
    put("/todos/1", {"done": True}), get("/todos?done=true"), get("/todos?done=false"), get("/todos?done=tr%75e"), get("/todos/1"),
    put("/todos/1", {"title": "buy oat milk"}), put("/todos/2", {"priority": None}), put("/todos/2", {"priority": 2.0, "done": 1}), get("/todos/2"),
    put("/todos/3", {"done": "false"}), put("/todos/3", {"done": 0}), put("/todos/3", {"done": []}), put("/todos/3", {"done": 0.1}), put("/todos/3", {"done": None}),
    put("/todos/3", {"title": ""}), put("/todos/3", {"unknown": 1}), put("/todos/3", {}), put("/todos/3", "[]"), put("/todos/3", "5"), put("/todos/3", "[1]"),
    put("/todos/3", '"title"'), put("/todos/3", "not json"), put("/todos/3", None), put("/todos/3", None, length=False), put("/todos/99", {"done": True}),
    put("/todos/x", {"done": True}), put("/todos", {"done": True}), put("/", {"done": True}), put("/other/1", {"done": True}), get("/todos"),
    delete("/todos/2"), delete("/todos/2"), get("/todos/2"), get("/todos"), delete("/todos/x"), delete("/todos"), delete("/"), delete("/any/3?x"), get("/todos"),
    post("/todos", {"title": "buy milk"}), post("/todos", {"title": "buy milk"}), get("/todos"), put("/todos/4", {"done": True}), put("/todos/5", {"done": True}),
    get("/todos?done=true"), post("/todos/clear"), get("/todos"), post("/todos/clear", {}), post("/todos/clear?x"), get("/"),
    post("/todos", {"title": "after clear"}), get("/todos"), delete("/todos/6"), get("/todos"), delete("/todos/1"), get("/todos"), get("/todos?done=false"),
    post("/other", {"title": "x"}), post("/todos/1", {"title": "x"}), post("/todos?x=1", {"title": "x"}), post("/todos", {"priority": 1}),
    post("/todos", {"title": "x"}, length=False), post("/todos", {"title": "x"}, ["Content-Length", ""], length=False),
    post("/todos", {"title": "x", "priority": 2**62}), post("/todos", {"title": "x", "priority": {"a": [1, None]}}), post("/todos", {"title": "x", "done": True, "id": 9}),
    post("/todos", '{"title": "dup", "title": "wins"}'), bare("HEAD", "/todos"), patch("/todos/1", {"done": True}), bare("OPTIONS", "/todos"), get("/todos"),
]
requests += [post("/todos", {"title": title}) for title in TITLES]
requests += [post("/todos", body) for body in BAD_BODIES + ODD_VALUES]
requests += [get("/todos"), get("/todos?done=false")]

write(__file__, requests)
