"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402

requests = [
    get("/profiles"), get("/profiles?email=1"), get("/profiles?tags=yes"), get("/profiles?email=true&tags=true"), get("/profiles?email=TRUE"), get("/profiles?email=0"), get("/profiles?email="), get("/profiles?email"),
    get("/profiles?email=0&email=1"), get("/profiles?e%6Dail=1"), get("/profiles?email=1;tags=1"), get("/profiles?min_age=18"), get("/profiles?min_age=36"), get("/profiles?min_age=37"), get("/profiles?min_age=0"), get("/profiles?min_age=-5"),
    get("/profiles?min_age=1000"), get("/profiles?min_age=x"), get("/profiles?min_age="), get("/profiles?min_age=1.5"), get("/profiles?min_age=%2B18"), get("/profiles?min_age=+18"), get("/profiles?min_age=1_8"), get("/profiles?min_age=%D9%A3%D9%A6"),
    get("/profiles?min_age=99999999999999999999"), get("/profiles?timing=1"), get("/profiles?timing=yes&min_age=50"), get("/profiles/"), get("/profiles#tags=1"),
    get("/profiles/1"), get("/profiles/2"), get("/profiles/3"), get("/profiles/4"), get("/profiles/5"), get("/profiles/0"), get("/profiles/01"), get("/profiles/+1"), get("/profiles/-1"), get("/profiles/x"), get("/profiles/1/2"), get("/profiles/\xb2"),
    get("/profiles/%31"), get("/profiles/99999999999999999999"), get("/profiles/1?email=1"), get("/profiles/2?email=1&tags=1"), get("/profiles/3?tags=1&email=1"), get("/profiles/4?tags=1"), get("/profiles/1?fields=name"), get("/profiles/1?fields=age,name,id"),
    get("/profiles/1?fields=nickname"), get("/profiles/3?fields=nickname,nope,nickname"), get("/profiles/4?fields=tags,name"), get("/profiles/1?fields="), get("/profiles/1?fields=,"), get("/profiles/1?fields=name%2Cage"), get("/profiles/1?fields=%20name"), get("/profiles/1?fields=id&fields=name"),
    get("/"), get("/nowhere"), get("//profiles/1"), get("/profile/1"),
    post("/profiles", {"name": "ken thompson"}), post("/profiles", {"name": "  o'neil mc-donald 2nd ", "age": 5, "email": "x@y"}), post("/profiles", {"name": "\u00e9lo\u00efse \u4e16 \xdfa", "tags": ["b", "a", "b"], "nickname": None}),
    post("/profiles", {"name": "n", "nickname": 5}), post("/profiles", {"name": "n", "nickname": 5.0}), post("/profiles", {"name": "n", "nickname": True}), post("/profiles", {"name": "n", "nickname": ["a", 'b"', "c'", {"k": None}]}), post("/profiles", {"name": "n", "nickname": 1e-7}),
    post("/profiles", {"name": "n", "nickname": ""}), post("/profiles", {"name": "n", "tags": "hello"}), post("/profiles", {"name": "n", "tags": [2, 1, 2.0, True]}), post("/profiles", {"name": "n", "tags": ["a", 1]}), post("/profiles", {"name": "n", "tags": [[1]]}),
    post("/profiles", {"name": "n", "tags": None}), post("/profiles", {"name": "n", "tags": 5}), post("/profiles", {"name": "n", "tags": {"z": 1, "y": 2}}), post("/profiles", {"name": "n", "tags": [None]}), post("/profiles", {"name": "n", "tags": [None, None]}), post("/profiles", {"name": "n", "tags": ["\u00e9", "z", "Z", ""]}),
    post("/profiles", {"name": ""}), post("/profiles", {"name": " "}), post("/profiles", {"name": None}), post("/profiles", {"name": 5}), post("/profiles", {"name": 0}), post("/profiles", {"name": ["x"]}), post("/profiles", {"name": True}), post("/profiles", {}),
    post("/profiles", {"name": "n", "age": -1}), post("/profiles", {"name": "n", "age": 1.5}), post("/profiles", {"name": "n", "age": 5.0}), post("/profiles", {"name": "n", "age": "5"}), post("/profiles", {"name": "n", "age": True}), post("/profiles", {"name": "n", "age": 0}),
    post("/profiles", {"name": "n", "age": 2**62}), post("/profiles", {"age": -1}), post("/profiles", {"age": -1, "name": 7}), post("/profiles", {"name": "n", "email": {"a": [1, 2.5]}}),
    get("/profiles"), get("/profiles/5"), get("/profiles/6?email=1&tags=1"), get("/profiles/7?tags=1"), get("/profiles/7?fields=nickname"), get("/profiles/10?fields=nickname"), get("/profiles/8"), get("/profiles/12?tags=1"), get("/profiles/13?fields=tags"), get("/profiles?email=1&tags=1&min_age=1"),
    post("/sessions"), post("/sessions", {"a": 1}), post("/sessions", None, length=False), post("/nowhere", {}), post("/profiles?x", {"name": "n"}), post("/profiles", {"name": "n"}, length=False), post("/profiles", None, length=False), post("/profiles", "{}", ["Content-Length", "x"], length=False),
    put("/profiles/1", {}), delete("/profiles/1"), bare("HEAD", "/profiles"), bare("OPTIONS", "/"),
]
requests += [post("/profiles", body) for body in BAD_BODIES + ODD_VALUES]
requests += [get("/profiles?email=1&tags=1")]

write(__file__, requests)
