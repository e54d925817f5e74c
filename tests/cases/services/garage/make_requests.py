"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import BAD_BODIES, get, post, write  # noqa: E402

requests = [get(target) for target in ["/spots", "/stats", "/spots?size=large", "/spots?size=huge", "/"]]
requests += [
    post("/park", {"plate": "ab-12"}), post("/park", {"plate": "AB-12"}), post("/park", {"plate": "c-1", "size": "large"}),
    post("/park", {"plate": "x"}), post("/park", {}), post("/park", [1]), post("/park"), post("/park", {"plate": 5}),
    post("/park", {"plate": "D-9", "size": "large"}), post("/park", {"plate": " e-77 ", "size": None}),
    get("/spots"), get("/spots?size=small"), get("/spots/1"), get("/spots/9"), get("/spots/x"), get("/spots/01"), get("/spots/1/"),
    post("/leave/T0001", {"hours": 1.2}), post("/leave/T0001", {"hours": 2}), post("/leave/T9", {"hours": 2}),
    post("/leave/T0002", {}), post("/leave/T0002", {"hours": "x"}), post("/leave/T0002", {"hours": None}),
    post("/leave/T0002", {"hours": [1]}), post("/leave/T0002", {"hours": "3"}), post("/nothing", {}), get("/stats"),
    get("/spots?size=large"),
]
requests += [post("/park", body) for body in BAD_BODIES]
requests += [post("/park", {"plate": "f-1"}), get("/stats")]

write(__file__, requests)
