"""Values that may be None: tested, narrowed, set again under the same name, bound by `:=`, held in dicts."""

import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

COUNTS = {"a": 1, "b": 2}
NAMES = {"x": "ex", "y": "why"}
TOTALS = {"p": 1.5}
USERS = {"ann": {"name": "Ann", "age": 3, "nick": None}, "bob": {"name": "Bob", "age": 9, "nick": "b"}}
AGES = {"ann": None, "bob": 3}


def bump(key):
    n = COUNTS.get(key)
    if n is not None:
        n += 1
    return {"n": n}


def bump_else(key):
    n = COUNTS.get(key)
    if n is not None:
        n += 1
    else:
        n = 0
    return {"n": n, "after": n + 1}


def narrow_none(key):
    n = COUNTS.get(key)
    if n is None:
        n = 0
    n += 5
    return {"n": n}


def truth(key):
    s = NAMES.get(key)
    if s:
        s = s.upper()
        s += "!"
    return {"s": s}


def truth_not(key):
    s = NAMES.get(key)
    if not s:
        s = "none"
    else:
        s = s + "?"
    return {"s": s, "len": len(s)}


def early(key):
    n = COUNTS.get(key)
    if n is None:
        return {"missing": key}
    n += 10
    if n > 11:
        n -= 1
    return {"n": n}


def looped(key):
    n = COUNTS.get(key)
    while n is not None and n < 10:
        n += 3
    return {"n": n}


def loop_until_none(key):
    nxt = {"a": "b", "b": "c"}
    cur = nxt.get(key)
    seen = []
    while cur is not None:
        seen.append(cur)
        cur = nxt.get(cur)
    return {"seen": seen}


def in_for(keys):
    best = None
    out = []
    for key in keys:
        n = COUNTS.get(key)
        if n is None:
            continue
        n *= 2
        if best is None or n > best:
            best = n
        out.append(n)
    return {"best": best, "out": out}


def total(key):
    t = TOTALS.get(key)
    if t is not None:
        t += 1
        t = round(t, 2)
    return {"t": t}


def in_try(key, raw):
    n = COUNTS.get(key)
    try:
        if n is not None:
            n += int(raw)
        else:
            n = int(raw)
    except ValueError:
        n = -1
    return {"n": n}


def param(limit=None, text=None):
    if limit is not None:
        limit += 1
    if text:
        text = text.strip()
    else:
        text = "-"
    return {"limit": limit, "text": text}


def both(a, b):
    x = COUNTS.get(a)
    y = COUNTS.get(b)
    if x is not None and y is not None:
        x += y
        y = 0
    elif x is not None:
        x = x * 10
    elif y is not None:
        y = y * 100
        x = y
    return {"x": x, "y": y}


def ternary(key):
    n = COUNTS.get(key)
    n = n + 1 if n is not None else None
    m = n * 2 if n else 0
    return {"n": n, "m": m}


def walrus(key):
    if (n := COUNTS.get(key)) is not None:
        n += 1
        return {"n": n}
    return {"none": True}


def setnone(key):
    s = NAMES.get(key)
    if s is not None and len(s) > 2:
        s = None
    if s is None:
        return {"s": "long or missing"}
    s = s * 2
    return {"s": s}


def items(keys):
    groups = {}
    for k in keys:
        g = groups.get(k)
        if g is None:
            g = []
            groups[k] = g
        g.append(len(g))
    return groups


def make(flag):
    if flag == "no":
        return None
    return {"flag": flag, "n": 1}


def changed(flag):
    item = make(flag)
    if item is not None:
        item["n"] = 2
    return {"item": item}


def changed_else(flag):
    item = make(flag)
    if item is None:
        item = {"flag": "made", "n": 0}
    item["n"] += 5
    return item


def rows(flag):
    found = None
    if flag == "list":
        found = [1, 2]
    if found is not None:
        found.append(3)
    total = 0
    for n in found or []:
        total += n
    return {"found": found, "total": total}


def user(name):
    u = USERS.get(name)
    if u is not None:
        u["age"] += 1
        nick = u["nick"]
        if nick is None:
            nick = u["name"].lower()
            u["nick"] = nick
        return {"nick": nick, "age": u["age"]}
    return {"nick": None, "age": 0}


def chain(text):
    if (n := text.find("a")) >= 0:
        kind = "a"
    elif (n := text.find("b")) >= 0:
        kind = "b"
        n = n * 10
    else:
        kind = "none"
    return {"kind": kind, "n": n}


def chain_types(text):
    if m := USERS.get(text):
        return {"m": m["name"]}
    elif m := text.upper():
        return {"m": m}
    return {"m": None}


def chain_two(text):
    if (x := len(text)) > 5:
        out = f"long {x}"
    elif (y := text.count("x")) > 1:
        out = f"x {x} {y}"
    elif (x := y + 100) > 100:
        out = f"some {x} {y}"
    else:
        out = f"short {x} {y}"
    return {"out": out}


def while_walrus(text):
    parts = []
    while (at := text.find(",")) >= 0:
        parts.append(text[:at])
        text = text[at + 1:]
    parts.append(text)
    return {"parts": parts, "at": at}


def comp_shadow(text):
    n = len(text)
    sizes = [n for n in range(n)]
    doubled = {n: n * 2 for n in sizes}
    return {"n": n, "sizes": sizes, "doubled": list(doubled.values()), "any": any(n > 2 for n in sizes), "after": n}


def loop_shadow(text):
    c = "start"
    for c in text:
        if c == "x":
            break
    return {"c": c}


def except_shadow(text):
    e = "before"
    try:
        n = int(text)
    except ValueError as err:
        e = str(err)
        n = None
    if n is not None:
        n += 1
        e = n
    return {"n": n, "e": str(e)}


def optional_values(name):
    a = AGES.get(name)
    if a is None:
        return {"none": name}
    return {"age": a + 1}


def nested_loops(text):
    best = None
    for a in text:
        for b in text:
            if best is None:
                best = a + b
            elif a + b > best:
                best = a + b
            else:
                continue
    if best:
        best = best.upper()
    return {"best": best}


def late_bound(text):
    found = None
    for name, u in USERS.items():
        if name.startswith(text):
            found = u
            break
    if found is None:
        for name in USERS:
            if text in name:
                found = USERS[name]
    if not found:
        return {"found": None}
    found["age"] += 100
    return {"found": found["name"], "age": found["age"]}


def param_none(limit=None, offset=0):
    if limit is None:
        limit = 10
    elif limit > 100:
        limit = 100
    if limit and offset:
        limit = limit + offset
    return list(range(offset, limit))[:3]


def ret_opt(text):
    n = None
    try:
        n = int(text)
    except ValueError:
        pass
    if n is not None and n > 3:
        n = n - 1
    if n is None or n < 0:
        n = 0
    return n


def accumulate(text):
    last = None
    runs = []
    count = 0
    for c in text:
        if last is not None and c == last:
            count += 1
        else:
            if last is not None:
                runs.append([last, count])
            last = c
            count = 1
    if last is not None:
        runs.append([last, count])
    return runs


def finder(text):
    found = None
    index = None
    for i, c in enumerate(text):
        if c == "x":
            found = c
            index = i
            break
    if found is None or index is None:
        return {"found": False}
    index += 1
    return {"found": True, "index": index, "rest": text[index:]}


def retry(text):
    attempts = 0
    result = None
    while result is None:
        attempts += 1
        try:
            result = int(text[:attempts])
            result += 1
        except ValueError:
            if attempts > 3:
                result = -1
    return [attempts, result]


def first_range(n):
    for i in range(n):
        return i + 10
    return -1


def empty(text):
    try:
        return {}[text]
    except KeyError as e:
        return str(e)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        k = query.get("k", [""])[0]
        raw = query.get("raw", ["1"])[0]
        if url.path == "/bump":
            self.send(bump(k))
        elif url.path == "/bump_else":
            self.send(bump_else(k))
        elif url.path == "/narrow_none":
            self.send(narrow_none(k))
        elif url.path == "/truth":
            self.send(truth(k))
        elif url.path == "/truth_not":
            self.send(truth_not(k))
        elif url.path == "/early":
            self.send(early(k))
        elif url.path == "/looped":
            self.send(looped(k))
        elif url.path == "/loop_until_none":
            self.send(loop_until_none(k))
        elif url.path == "/in_for":
            self.send(in_for(k.split(",")))
        elif url.path == "/total":
            self.send(total(k))
        elif url.path == "/in_try":
            self.send(in_try(k, raw))
        elif url.path == "/param":
            self.send(param(int(raw) if raw.isdigit() else None, k or None))
        elif url.path == "/both":
            self.send(both(k, raw))
        elif url.path == "/ternary":
            self.send(ternary(k))
        elif url.path == "/walrus":
            self.send(walrus(k))
        elif url.path == "/setnone":
            self.send(setnone(k))
        elif url.path == "/items":
            self.send(items(k.split(",")))
        elif url.path == "/changed":
            self.send(changed(k))
        elif url.path == "/changed_else":
            self.send(changed_else(k))
        elif url.path == "/rows":
            self.send(rows(k))
        elif url.path == "/user":
            self.send(user(k))
        elif url.path == "/chain":
            self.send(chain(k))
        elif url.path == "/chain_types":
            self.send(chain_types(k))
        elif url.path == "/chain_two":
            self.send(chain_two(k))
        elif url.path == "/while_walrus":
            self.send(while_walrus(k))
        elif url.path == "/comp_shadow":
            self.send(comp_shadow(k))
        elif url.path == "/loop_shadow":
            self.send(loop_shadow(k))
        elif url.path == "/except_shadow":
            self.send(except_shadow(k))
        elif url.path == "/optional_values":
            self.send(optional_values(k))
        elif url.path == "/nested_loops":
            self.send(nested_loops(k))
        elif url.path == "/late_bound":
            self.send(late_bound(k))
        elif url.path == "/param_none":
            self.send([param_none(), param_none(200, 2), param_none(3), param_none(None, 5)])
        elif url.path == "/ret_opt":
            self.send(ret_opt(k))
        elif url.path == "/accumulate":
            self.send(accumulate(k))
        elif url.path == "/finder":
            self.send(finder(k))
        elif url.path == "/retry":
            self.send(retry(k))
        elif url.path == "/first_range":
            self.send(first_range(len(k)))
        elif url.path == "/empty":
            self.send(empty(k))
        else:
            self.send({"error": "no such page"}, 404)

    def send(self, body, status=200):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
