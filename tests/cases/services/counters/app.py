import json
import sys
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from urllib.parse import unquote

LOCK = Lock()

requests_served = 0
errors = 0
hits = {}
by_method = defaultdict(int)
limits = {"gold": 5, "silver": 3}


def bump(key, step=1):
    """Count one hit and return the new value."""
    with LOCK:
        hits[key] = hits.get(key, 0) + step
        return hits[key]


def top(n):
    ranking = sorted(hits.items(), key=lambda item: (-item[1], item[0]))
    return [{"key": key, "hits": count} for key, count in ranking[:n]]


class Counter(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def respond(self, status, body):
        global requests_served
        requests_served += 1
        by_method[self.command] += 1
        encoded = json.dumps(body, sort_keys=True).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", len(encoded))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(encoded)

    def fail(self, status, reason):
        global errors
        errors += 1
        self.respond(status, {"error": reason, "errors": errors})

    def do_GET(self):
        segments = [unquote(s) for s in self.path.split("/") if s]
        if not segments:
            return self.respond(200, {"served": requests_served, "errors": errors, "keys": len(hits)})
        if segments[0] == "hit" and len(segments) == 2:
            count = bump(segments[1])
            limit = limits.get(segments[1])
            if limit is not None and count > limit:
                return self.fail(429, "limit of %d reached" % limit)
            return self.respond(200, {"key": segments[1], "hits": count})
        if segments[0] == "hit" and len(segments) == 3:
            try:
                step = int(segments[2])
            except ValueError:
                return self.fail(400, "step must be a number")
            return self.respond(200, {"key": segments[1], "hits": bump(segments[1], step)})
        if segments[0] == "count" and len(segments) > 1:
            if segments[1] not in hits:
                return self.fail(404, "unknown key")
            return self.respond(200, {segments[1]: hits[segments[1]]})
        if segments == ["top"]:
            return self.respond(200, top(3))
        if segments == ["all"]:
            return self.respond(200, {"hits": hits, "methods": by_method})
        if segments == ["average"]:
            total = sum(hits.values())
            mean = total / len(hits) if hits else 0
            return self.respond(200, {"total": total, "mean": mean})
        self.fail(404, "not found")

    do_HEAD = do_GET

    def do_DELETE(self):
        global hits
        key = unquote(self.path.lstrip("/"))
        if key == "":
            dropped = len(hits)
            hits = {}
            self.respond(200, {"dropped": dropped})
        elif key in hits:
            del hits[key]
            self.respond(200, {"dropped": 1})
        else:
            self.fail(404, "unknown key")


if __name__ == "__main__":
    PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    with ThreadingHTTPServer(("", PORT), Counter) as httpd:
        print("serving at port", PORT)
        try:
            httpd.serve_forever()
        except KeyboardInterrupt:
            pass
