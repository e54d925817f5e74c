"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import BAD_BODIES, get, send, write  # noqa: E402


def keyed(method, target, body=None, key="7002"):
    return send(method, target, body, ["X-Key", key])


requests = [get("/tickets"), get("/report"), get("/gates"), get("/nowhere"), get("/tickets/")]
requests += [keyed("POST", "/tickets", {"name": name, "days": days}) for name, days in [("ann", 3), ("bob", 30), ("christine", 1), ("ann", 2), ("ann", 9), ("d", 31), ("d", 0), ("d", "4"), ("e", "x"), ("e", None)]]
requests += [keyed("POST", "/tickets", {"name": "x"}), keyed("POST", "/tickets", {"days": 2}), keyed("POST", "/tickets", [1]), keyed("POST", "/tickets", {"name": "x", "days": 3}, "7001"), keyed("POST", "/tickets", {"name": "x", "days": 3}, "")]
requests += [keyed("POST", "/tickets", body) for body in BAD_BODIES]
requests += [get("/tickets"), get("/tickets?after=b"), get("/tickets?after=zzz")]
requests += [get(f"/report?{query}") for query in ["", "limit=1", "limit=3", "limit=0", "limit=x", "n=ff", "n=12", "n=-4&limit=5", "limit=-1"]]
requests += [get(f"/gates?{query}") for query in ["gate=north", "gate=north&gate=south", "gate=west&gate=north", "gate=", "gate=west"]]
requests += [keyed("PUT", "/", {"items": items, "at": at}) for items, at in [([], "2024-01-01"), ([1, [2, [3]]], "2024-05-01T10:00"), ("x", "2024-03-01T08:00:00"), (None, "no"), ({"a": []}, None)]]
requests += [keyed("PATCH", "/", {"at": at, "on": day}) for at, day in [
    ("2024-03-02 10:30", "2024-03-01"), ("2024-3-2 9:5", "2024-02-29"), ("2024-02-30 10:00", "2024-03-01"), ("2024-03-02", "2024-03-01"),
    ("2024-03-02 10:30x", "2024-03-01"), ("2024-03-02 24:00", "2024-03-01"), ("2024-03-02 10:30", "2023-02-29"), ("2024-03-02 10:30", "20250101"),
    ("2024-03-02 10:30", "x"), (None, None), ("2024-03-02  10:30", "2024-W09-5"), ("2024-12-31 23:59", "9999-12-30"), ("0000-01-01 00:00", "2024-01-01"),
]]
requests += [keyed("DELETE", "/tickets/bob", key="7001"), keyed("DELETE", "/tickets/bob", key="7001"), keyed("DELETE", "/tickets/ann"), keyed("DELETE", "x", key="7001")]
requests += [get("/tickets"), get("/report")]

write(__file__, requests)
