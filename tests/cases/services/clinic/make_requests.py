"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, get, post, write  # noqa: E402

requests = [get(target) for target in ("/patients", "/stages", "/levels", "/today", "/", "/patients/", "/patients?x=1", "/admit", "//patients")]
requests += [post("/patients", patient) for patient in (
    {"name": "Tom"}, {"name": "Bella", "kind": "dog", "weight": "12.5"}, {"name": 7, "kind": None, "weight": True}, {"name": "Tom", "weight": 9e99}, {"kind": "cat"},
    {"name": "Ada", "weight": None}, {"name": "Ada", "weight": "heavy"}, {"name": "\u00c4da", "kind": "\u732b"}, {"name": "L", "kind": ["x"]}, {"name": "M", "kind": {"a": 1}}, {},
)]
requests += [post("/changes", change) for change in (
    {"who": "Minka", "weight": 4.5}, {"who": "Minka", "weight": "5"}, {"who": "Minka", "note": "sleeps a lot"}, {"who": "Minka", "note": ""}, {"who": "Minka"},
    {"who": "Nobody"}, {"who": "Minka", "name": "x"}, {"who": "Minka", "self": 1}, {"who": "Minka", "a": 1, "self": 1, "name": 2}, {"who": "Minka", "weight": None},
    {"who": "Minka", "weight": "x"}, {"who": "Rex", "note": 5, "colour": "red"}, {"who": "Rex", "note": ["a", 1]}, {"who": None, "x": 1}, {"weight": 1}, {"who": "Rex", "changes": {}, "weight": 2},
)]
requests += [post(path, body) for path in ("/patients", "/changes") for body in BAD_BODIES[:6] + ODD_VALUES[:10]]
requests += [get("/patients"), get("/stages"), post("/levels", {}), post("/patients", {"name": "N"}, length=False), bare("PUT", "/patients"), bare("HEAD", "/patients")]

write(__file__, requests)
