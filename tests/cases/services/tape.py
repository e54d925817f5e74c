"""What every make_requests.py shares: build requests, write the tape beside the script."""

import json
import re
from pathlib import Path

HOST = ["Host", "localhost"]


def get(target, *headers):
    """A GET."""
    return {"method": "GET", "target": target, "headers": [HOST, *headers], "body": ""}


def send(method, target, body=None, *headers, length=True, content_type="application/json"):
    """A request with a body: a str as it is, any other value as JSON. `length=False` leaves Content-Length out."""
    text = "" if body is None else body if isinstance(body, str) else json.dumps(body)
    fields = [HOST]
    if content_type and body is not None:
        fields.append(["Content-Type", content_type])
    if length:
        fields.append(["Content-Length", str(len(text.encode("utf-8")))])
    return {"method": method, "target": target, "headers": [*fields, *headers], "body": text}


def post(target, body=None, *headers, **options):
    return send("POST", target, body, *headers, **options)


def put(target, body=None, *headers, **options):
    return send("PUT", target, body, *headers, **options)


def patch(target, body=None, *headers, **options):
    return send("PATCH", target, body, *headers, **options)


def delete(target, *headers):
    return {"method": "DELETE", "target": target, "headers": [HOST, *headers], "body": ""}


def bare(method, target):
    """A request with any method and no body."""
    return {"method": method, "target": target, "headers": [HOST], "body": ""}


# Bodies that are no JSON object, or not quite JSON.
BAD_BODIES = [
    "", " ", "{", "}", "[", "not json", "{'a': 1}", '{"a": 1,}', '{"a" 1}', '{"a": 01}', "[1 2]", '"open', '"tab\there"',
    '{"a": nul}', "\ufeff{}", "{} {}", '"\\x"', '"\\u12"', "nan", "-", "1.", "{\n  \"a\": 1,\n  b\n}",
]
ODD_VALUES = [
    "null", "true", "5", "5.0", '"text"', "[]", "[1]", "[{}]", "{}", "NaN", "Infinity", "-Infinity", "1e400", "1e5", "-0", "-0.0",
]


def is_valid(request):
    """Tell whether a request keeps the rules of HTTP that a server may insist on."""
    target = request["target"]
    headers = [(name.lower(), value.strip()) for name, value in request["headers"]]
    return (
        re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", request["method"]) is not None
        and any(name == "host" for name, _ in headers)
        and all(value.isdigit() for name, value in headers if name == "content-length")
        and re.match(r"/|\*$|https?://", target) is not None
        and re.search(r"%(?![0-9A-Fa-f]{2})", target.split("?")[0].split("#")[0]) is None
        and not set(target) & {"\x85", "\xa0"}
    )


def write(script, requests):
    """Write the tapes beside a make_requests.py: what breaks the rules of HTTP goes to transport.jsonl."""
    folder = Path(script).parent
    for name, valid in [("requests.jsonl", True), ("transport.jsonl", False)]:
        tape = [request for request in requests if is_valid(request) is valid]
        if tape:
            text = "".join(json.dumps(line) + "\n" for line in [{"schema": 1}, *tape])
            (folder / name).write_text(text, encoding="utf-8")
            print(f"{folder.resolve().name}/{name}: {len(tape)} requests")
