"""What every make_requests.py shares: build requests, write the tape beside the script."""

import json
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


def write(script, requests):
    """Write the tape beside a make_requests.py."""
    path = Path(script).with_name("requests.jsonl")
    with path.open("w", encoding="utf-8") as file:
        file.write(json.dumps({"schema": 1, "kind": "tape"}) + "\n")
        for request in requests:
            file.write(json.dumps(request) + "\n")
    print(f"{path.parent.name}: {len(requests)} requests")
