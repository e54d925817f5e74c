"""Keys that are known to be there, and values out of a fixed set."""


def got(d: dict[str, int], key: str):
    if key in d:
        return d[key] + 1
    return 0


def not_in(d: dict[str, int], key: str):
    if key not in d:
        d[key] = 0
    d[key] += 1
    return d


def allowed(role: str):
    return role in ("admin", "editor") or role in {"owner"} or role in ["root"]


def level(role: str):
    levels = {"admin": 3, "editor": 2}
    return levels[role] if role in levels else levels.get("guest", 1)


def required(body):
    missing = [field for field in ("name", "email") if field not in body]
    if missing:
        return "missing: " + ", ".join(missing)
    return body["name"] + " <" + body["email"] + ">"


# got({"a": 1}, "a"); got({}, "a")
# not_in({"a": 1}, "a"); not_in({}, "b")
# allowed("admin"); allowed("root"); allowed("owner"); allowed(""); allowed("Admin")
# level("admin"); level("x")
# required({}); required({"name": "A"}); required({"name": "A", "email": "a@b"}); required({"name": 1, "email": "a"})
