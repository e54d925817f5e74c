"""User profiles: fields that are there only sometimes."""

import json
import sys
import time
import uuid
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

PROFILES = {
    1: {"id": 1, "name": "Ada", "email": "ada@example.com", "age": 36, "tags": ["math", "engines"]},
    2: {"id": 2, "name": "Grace", "email": None, "age": 85, "tags": []},
    3: {"id": 3, "name": "Linus", "email": "linus@example.com", "age": None, "tags": ["c"], "nickname": "lt"},
    4: {"id": 4, "name": "Zoë", "email": "zoe@example.com", "age": 17, "tags": ["études"], "nickname": ""},
}


def flag(query, name):
    value = query.get(name, ["0"])[0]
    return value in ("1", "true", "yes")


def public_view(profile, query):
    view = {"id": profile["id"], "name": profile["name"]}
    if profile.get("nickname"):
        view["nickname"] = profile["nickname"]
    if profile["age"] is not None:
        view["adult"] = profile["age"] >= 18
    if flag(query, "email") and profile["email"]:
        view["email"] = profile["email"]
    if flag(query, "tags"):
        view["tags"] = profile["tags"]
        if not profile["tags"]:
            view["hint"] = "no tags yet"
    return view


class ProfileHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        started = time.time()
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)

        if parts.path == "/profiles":
            profiles = list(PROFILES.values())
            min_age = query.get("min_age")
            if min_age:
                try:
                    limit = int(min_age[0])
                except ValueError:
                    return self.send_json({"error": "min_age must be a number"}, 400)
                profiles = [p for p in profiles if (p["age"] or 0) >= limit]
            body = {"profiles": [public_view(p, query) for p in profiles]}
            if len(profiles) != len(PROFILES):
                body["filtered"] = len(PROFILES) - len(profiles)
            if flag(query, "timing"):
                body["took"] = time.time() - started
            return self.send_json(body)

        if parts.path.startswith("/profiles/"):
            raw = parts.path.rsplit("/", 1)[1]
            profile = PROFILES.get(int(raw)) if raw.isdigit() else None
            if profile is None:
                return self.send_json({"error": "unknown profile", "id": raw}, 404)
            fields = query.get("fields")
            if fields:
                names = fields[0].split(",")
                return self.send_json({name: profile[name] for name in names if name in profile})
            return self.send_json(public_view(profile, query))

        self.send_json({"error": "not found"}, 404)

    def do_POST(self):
        if self.path == "/sessions":
            return self.send_json({"session": str(uuid.uuid4()), "created": time.time()}, 201)
        if self.path != "/profiles":
            return self.send_json({"error": "not found"}, 404)

        length = int(self.headers.get("Content-Length", "0"))
        try:
            data = json.loads(self.rfile.read(length) or b"{}")
        except json.JSONDecodeError:
            return self.send_json({"error": "bad json"}, 400)

        problems = {}
        name = data.get("name")
        if not name:
            problems["name"] = "required"
        elif not isinstance(name, str):
            problems["name"] = "must be a string"
        age = data.get("age")
        if age is not None and (not isinstance(age, int) or age < 0):
            problems["age"] = "must be a positive number"
        if problems:
            return self.send_json({"errors": problems}, 422)

        new_id = max(PROFILES) + 1
        profile = {
            "id": new_id,
            "name": name.strip().title(),
            "email": data.get("email"),
            "age": age,
            "tags": sorted(set(data.get("tags", []))),
        }
        if "nickname" in data:
            profile["nickname"] = str(data["nickname"])
        PROFILES[new_id] = profile
        self.send_json(profile, 201, location=f"/profiles/{new_id}")

    def send_json(self, payload, status=200, location=None):
        body = json.dumps(payload, separators=(",", ":")).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve(port: int) -> None:
    server = HTTPServer(("localhost", port), ProfileHandler)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


if __name__ == "__main__":
    serve(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
