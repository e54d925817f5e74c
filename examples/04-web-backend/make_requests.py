#!/usr/bin/env python3
"""
Write requests.jsonl: the tape that `pivot parity` replays against both servers.

The tape is seeded, so it is the same file every time. It visits every route, known and unknown ids in every
spelling that int() accepts or refuses, paths that only look like a route, other methods, and odd headers.

What breaks the rules of HTTP (no Host, a broken percent escape, a method that is no token, a target without a slash)
goes to transport.jsonl instead: http.server answers such requests, and other servers are free to refuse them.

Usage: python3 make_requests.py
"""

import json
import random
import re
from pathlib import Path
from urllib.parse import quote

SEED = 4
HOST = ["Host", "localhost"]

USER_AGENTS = [
    "curl/7.88.1",
    "python-requests/2.31.0",
    "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
    "Go-http-client/1.1",
]

# What may stand where the id stands, beside plain numbers.
SPELLINGS = [
    "", "abc", "1a", "a1", "0x10", "0b1", "0o7", "1e3", "1.0", "1.", ".5", "NaN", "inf", "None", "True", "null",
    "-1", "-0", "-10000", "+1", "+5", "+10000", "++1", "+-1", "-+1", "+", "-", "--", "_", "1_0", "1_000", "10_000",
    "_1", "1_", "1__0", "0", "00", "01", "007", "0000000042", "0" * 50 + "42", "99999999999999999999",
    "-99999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "-9223372036854775809", "18446744073709551616", "1" + "0" * 60, "9" * 4300, "9" * 4301, "0" * 5000 + "7",
    "+0", "+00100", "-_1", "1,000", "1;2", "1=1", "1&2", "1%", "1%2", "1%zz", "1%0", "5.", "5..", "..", ".",
    "*", "~", "!", "$", "'", "(1)", "[1]", "{1}", "<b>", '"1"', "\\", "|", "^", "`", "@1", "1:2", "100#top",
]

# Percent-encoded spellings: the server never decodes its path, so none of them is a number.
DECODED = [
    " 5", "5 ", " 5 ", "\t5", "5\n", "\r5", "\x0b5", "\x0c5", "\x1c5", "\x1f5", "\x855", "\xa05", "\u20035", "\u30005",
    "٣", "٤٢", "৫", "५", "５", "１００", "²", "½", "Ⅷ", "一", "𝟓", "5\u0660", "\u200b5", "\ufeff5", "é", "日本", "🐍",
    "-5", "+5", "1_0", "5/6", "../users", "%35", "5\0", "\0",
]

# Raw bytes above 127 in the target, written as Latin-1. Python splits the request line on *its* white space, which
# \x85 and \xa0 are: in the middle they make a bad request, at the end they are not there at all.
RAW = [
    "\xb2", "\xb3", "\xbd", "\xe9", "\xff", "5\xb2", "\u00d9\u00a3",
    "\xe9t\xe9", "5\xad", "\xaa", "\xba", "\x855", "5\xa0", "\xa0",
]

PATHS = [
    "/", "/api", "/api/", "/api/user", "/api/userx", "/api/users/", "/api/users/1", "/api/usersx", "/api/Users",
    "/API/users", "/api/user%2F1", "/api%2Fuser/1", "/api/health/", "/api/healthz", "/api/health/x", "/api//health",
    "/api//user/1", "/api//users", "/api/./health", "/api/../api/health", "/./api/health", "/api/users#x",
    "/favicon.ico", "/robots.txt", "/index.html", "/admin", "/login", "/api/v1/users", "/api/user/1/",
    "/api/user/1//", "/api/user//1", "/api/user///", "/api/user/1/2", "/api/user/1/2/3", "/api/user/abc/7",
    "/api/user/7/abc", "/api/user/x/y/z/100", "/api/user/1/2/", "/api/user/?", "/api/user/?id=5", "/api/user/?id=/5",
    "//", "///", "//api/health", "///api/health", "//api/users", "//api/user/1", "//api//user/1", "////api/user/2/3",
    "//evil.example/api/health", "/%61pi/health", "/api/%68ealth", "/api/health%00", "/api/health%20", "/api/health%",
    "*", "api/health", "api/user/1", "health", "http://localhost/api/health", "http://localhost/api/user/1",
    "https://example.com/api/users", "/api/health;v=1", "/api/user/5;v=1", "/api/user/5;v=/6", "/" + "a" * 2000,
    "/api/user/" + "x" * 3000, "/api/user/" + "a/" * 500 + "9", "/" + "/".join(str(n) for n in range(300)),
]

QUERIES = [
    "?", "?x=1", "?id=5", "?page=2&limit=10", "?q=%20", "?q=+", "?a=1&a=2", "?a", "?=", "?&&", "??", "?q=<b>",
    '?q={"a":1}', "?q=[1]", "?q=caf%C3%A9", "?q=a/b", "?next=/api/user/5", "?next=/api/user/x", "?q=%zz", "?#", "#", "#x",
]

HEADERS = [
    [],
    [HOST, ["Accept", ""]],
    [HOST, ["X-Empty", ""], ["X-Empty", ""]],
    [HOST, ["accept", "application/json"], ["ACCEPT", "text/html"]],
    [HOST, ["Accept-Encoding", "gzip, deflate, br"]],
    [HOST, ["Connection", "keep-alive"]],
    [HOST, ["Connection", "close"]],
    [HOST, ["Connection", "Keep-Alive, Upgrade"]],
    [HOST, ["Origin", "https://shop.example"], ["Sec-Fetch-Mode", "cors"]],
    [HOST, ["Cookie", "session=abc; theme=dark"], ["Cookie", "b=2"]],
    [HOST, ["X-Forwarded-For", "203.0.113.9, 10.0.0.1"], ["X-Real-IP", "203.0.113.9"]],
    [HOST, ["If-None-Match", '"abc"'], ["If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"]],
    [HOST, ["Range", "bytes=0-9"]],
    [HOST, ["X-Long", "v" * 8000]],
    [HOST, ["X-Latin", "caf\xe9"]],
    [HOST, ["X-Colon", "a:b:c"], ["X-Quote", '"q"']],
    [HOST] + [[f"X-Many-{n}", str(n)] for n in range(60)],
    [["Host", "api.example.com:8080"]],
    [["Host", ""]],
    [["host", "localhost"]],
    [HOST, ["Authorization", "Bearer eyJhbGciOiJIUzI1NiJ9"]],
    [HOST, ["Content-Type", "application/json"]],
    [HOST, ["Content-Length", "0"]],
]

METHODS = ["HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "get", "Get", "GETX", "<b>", "G&T"]


def request(method, target, headers=None, body=""):
    """Return one line of the tape."""
    return {"method": method, "target": target, "headers": headers if headers is not None else [HOST], "body": body}


def make_tape():
    """Return the requests, in the order in which they are replayed."""
    rng = random.Random(SEED)
    get = []

    # Known ids: the edges of the table and of the tiers, and a sample of the rest.
    edges = [1, 2, 4, 5, 6, 49, 50, 51, 52, 99, 100, 101, 102, 999, 1000, 5000, 9999, 10000]
    for user_id in edges + rng.sample(range(1, 10001), 560):
        get.append(request("GET", f"/api/user/{user_id}", [HOST, ["User-Agent", rng.choice(USER_AGENTS)]]))

    # Unknown ids.
    for user_id in [0, 10001, 10002, 20000] + rng.sample(range(10001, 10**9), 40):
        get.append(request("GET", f"/api/user/{user_id}"))
    for _ in range(20):
        get.append(request("GET", f"/api/user/{rng.randrange(10**19, 10**25)}"))

    for spelling in SPELLINGS + RAW:
        get.append(request("GET", f"/api/user/{spelling}"))
    for spelling in DECODED:
        get.append(request("GET", f"/api/user/{quote(spelling, safe='')}"))
    for path in PATHS:
        get.append(request("GET", path))
    for route in ["/api/user/5", "/api/users", "/api/health"]:
        get.extend(request("GET", route + query) for query in QUERIES)
        get.extend(request("GET", route, headers) for headers in HEADERS)

    # The same request again: answers must not depend on what was asked before.
    for _ in range(10):
        get.append(request("GET", "/api/users"))
        get.append(request("GET", "/api/health"))
        get.append(request("GET", "/api/user/100"))

    other = []
    for method in METHODS:
        for target in ["/api/user/1", "/api/users", "/api/health", "/nowhere"]:
            other.append(request(method, target))
    for body in ["{}", '{"id": 1}', "not json", "name=x&balance=1", "\u00e9\u4e16"]:
        length = str(len(body.encode()))
        for method in ["POST", "PUT", "GET"]:
            headers = [HOST, ["Content-Type", "application/json"], ["Content-Length", length]]
            other.append(request(method, "/api/user/1", headers, body))

    tape = get + other
    rng.shuffle(tape)
    return tape


def is_valid(line):
    """Tell whether a request keeps the rules that a server may insist on."""
    target = line["target"]
    return (
        re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", line["method"]) is not None
        and any(name.lower() == "host" for name, _ in line["headers"])
        and re.match(r"/|\*$|https?://", target) is not None
        and re.search(r"%(?![0-9A-Fa-f]{2})", target.split("?")[0].split("#")[0]) is None
        and not set(target) & {"\x85", "\xa0"}
    )


def write(name, tape):
    """Write a tape beside this script."""
    path = Path(__file__).with_name(name)
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"schema": 1}) + "\n")
        for line in tape:
            file.write(json.dumps(line) + "\n")
    distinct = {json.dumps(line) for line in tape}
    print(f"{path.name}: {len(tape)} requests, {len(distinct)} distinct")


def main():
    tape = make_tape()
    write("requests.jsonl", [line for line in tape if is_valid(line)])
    write("transport.jsonl", [line for line in tape if not is_valid(line)])


if __name__ == "__main__":
    main()
