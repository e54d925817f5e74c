"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402

AMOUNTS = [
    10, 10.5, 0.1, 0.2, 0, 0.0, -1, -0.5, True, False, None, "10", "", [], {}, 1e-7, 123456789.125, 2**53, 2**62, 1e300,
    5, 5.0, 33.333333333333336,
]

requests = [
    get("/accounts"), get("/stats"), get("/accounts/alice"), get("/accounts/nobody"), get("/accounts/"), get("/accounts/al/ice"),
    get("/accounts/it's"), get('/accounts/"quoted"'), get("/accounts/back\\slash"), get("/accounts/%41lice"), get("/accounts/\xe9"),
    get("/accounts?x=1"), get("/"), get("/nowhere"), get("//accounts"),
    post("/transfer", {"from": "alice", "to": "bob", "amount": 30}),
    post("/transfer", {"from": "alice", "to": "bob", "amount": 0.1}),
    post("/transfer", {"from": "bob", "to": "carol", "amount": 25.5}),
    get("/accounts"), get("/accounts/alice"), get("/accounts/bob"), get("/accounts/carol"), get("/stats"),
    post("/transfer", {"from": "alice", "to": "alice", "amount": 1}),
    post("/transfer", {"from": "alice", "to": "bob", "amount": 1000000}),
    post("/transfer", {"from": "carol", "to": "bob", "amount": 25.505}),
    post("/transfer", {"from": "nobody", "to": "bob", "amount": 1}),
    post("/transfer", {"from": "alice", "to": "nobody", "amount": 1}),
    post("/transfer", {"from": "alice", "to": None, "amount": 1}),
    post("/transfer", {"from": 1, "to": 2.5, "amount": 1}),
    post("/transfer", {"from": True, "to": "bob", "amount": 1}),
    post("/transfer", {"from": ["alice"], "to": "bob", "amount": 1}),
    post("/transfer", {"from": "it's", "to": "bob", "amount": 1}),
    post("/transfer", {"from": "zo\xeb\n", "to": "bob", "amount": 1}),
    post("/transfer", {}), post("/transfer", {"from": "alice"}), post("/transfer", {"from": "alice", "to": "bob"}),
    post("/transfer", {"to": "bob", "amount": 1}), post("/transfer", {"amount": 1}),
    get("/accounts"), get("/accounts/alice"), get("/stats"),
]
for amount in AMOUNTS:
    requests.append(post("/transfer", {"from": "alice", "to": "bob", "amount": amount}))
    requests.append(post("/deposit", {"to": "carol", "amount": amount}))
    requests.append(get("/accounts/carol"))
requests += [
    post("/deposit", {"to": "carol"}), post("/deposit", {"amount": 5}), post("/deposit", {"to": "nobody", "amount": 5}),
    post("/deposit", {"to": ["carol"], "amount": 5}), post("/deposit", {"to": {}, "amount": 5}),
    get("/accounts"),
    post("/accounts", {"owner": "dave"}), post("/accounts", {"owner": "dave"}), post("/accounts", {"owner": "  erin  ", "balance": 7}),
    post("/accounts", {"owner": ""}), post("/accounts", {"owner": "   "}), post("/accounts", {}), post("/accounts", {"owner": None}),
    post("/accounts", {"owner": 5}), post("/accounts", {"owner": "f\u00fc\u4e16\U0001f40d", "balance": 0.5}),
    post("/accounts", {"owner": "\u00a0nbsp\u2003", "balance": 1}), post("/accounts", {"owner": "g/h", "balance": 2}),
    get("/accounts/dave"), get("/accounts/erin"), get("/accounts/g/h"), get("/accounts/nbsp"), get("/accounts"),
    post("/transfer", {"from": "erin", "to": "dave", "amount": 7}), get("/accounts/dave"),
    post("/accounts", {"owner": "odd", "balance": "12"}), get("/accounts/odd"),
    post("/transfer", {"from": "odd", "to": "dave", "amount": 1}),
    post("/transfer", {"from": "dave", "to": "odd", "amount": 1}),
    get("/accounts/dave"), get("/accounts/odd"), get("/accounts"),
    post("/accounts", {"owner": "list", "balance": []}), post("/deposit", {"to": "list", "amount": 1}), get("/accounts/list"),
    post("/nowhere", {"a": 1}), post("/nowhere", "not json"), post("/transfer?x=1", {}),
    post("/transfer", '{"from": "alice", "to": "bob", "amount": 1, "amount": 2}'),
    post("/deposit", '{"to": "bob", "amount": NaN}'), post("/transfer", "", length=False), post("/transfer", None, length=False),
    put("/transfer", {"from": "alice"}), delete("/accounts/alice"), bare("HEAD", "/accounts"), bare("OPTIONS", "/accounts"),
    get("/accounts/bob"), get("/accounts"), get("/stats"),
]
requests += [post("/transfer", body) for body in BAD_BODIES + ODD_VALUES]
requests += [post("/deposit", body) for body in ODD_VALUES[:10]]
requests += [get("/accounts/alice"), get("/stats")]

write(__file__, requests)
