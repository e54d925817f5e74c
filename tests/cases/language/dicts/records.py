"""Dicts with constant keys."""


def made(name: str, n: int):
    return {"name": name, "n": n, "tags": [], "nested": {"x": n * 2}}


def changed(name: str):
    r = made(name, 1)
    r["n"] += 1
    r["tags"].append(name)
    r["nested"]["x"] = 0
    return r


def extended(name: str, flag: bool):
    r = {"name": name}
    if flag:
        r["flag"] = True
    return [r, "flag" in r, r.get("flag", False)]


def copied(name: str):
    a = {"name": name, "list": []}
    b = a.copy()
    b["name"] = "b"
    b["list"].append(1)
    c = {**a, "name": "c", "extra": 1}
    return [a, b, c]


def listed(names: list[str]):
    rows = [{"id": i, "name": n} for i, n in enumerate(names)]
    for row in rows:
        if row["name"] == "x":
            row["id"] = -1
    return [row for row in rows if row["id"] < 2]


def missing(name: str):
    r = {"name": name}
    return r["other"]


def walked(name: str, n: int):
    return [f"{k}:{v}" for k, v in {"name": name, "n": n}.items()]


# made("a", 1)
# changed("x")
# extended("a", True); extended("a", False)
# copied("a")
# listed(["a", "x", "b"]); listed([])
# missing("a")
# walked("a", 1)
