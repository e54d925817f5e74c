"""Tallies: words that are sent in are counted, the latest are kept, and errors carry their status in their class."""
import json
import sys
from collections import Counter, defaultdict, deque
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

KEPT = 4
recent = deque(maxlen=KEPT)
queue = deque()
words = Counter()
by_length = defaultdict(lambda: {"count": 0, "longest": ""})
pairs = defaultdict(lambda: defaultdict(int))
levels = defaultdict(lambda: 10)
scores = []


class TallyError(Exception):
    status = 500
    kind = "internal"


class BadInput(TallyError):
    status = 400
    kind = "input"

    def __init__(self, field, problem="missing"):
        super().__init__(f"{field} is {problem}")
        self.field = field


class NotThere(TallyError):
    status = 404
    kind = "lookup"


class Gone(NotThere):
    status = 410


def joined(separator, *parts, **options):
    text = separator.join(parts)
    if options.get("upper"):
        text = text.upper()
    return f"{len(parts)}:{text}"


def largest(*numbers):
    best = 0
    for number in numbers:
        if number > best:
            best = number
    return best


def outer(*names):
    first = names[0]
    return joined("/", *names) + "|" + first


def note(*entries):
    for entry in entries:
        recent.append(entry)
        queue.append(entry)


def add_words(text):
    parts = text.split()
    if not parts:
        raise BadInput("text", problem="blank")
    words.update(parts)
    for before, after in zip(parts, parts[1:]):
        pairs[before][after] += 1
    for part in parts:
        entry = by_length[len(part)]
        entry["count"] += 1
        if part > entry["longest"]:
            entry["longest"] = part
        levels[part] += 1
    note(parts[0], parts[-1])
    return Counter(parts)


def summary(limit):
    top = words.most_common(limit)
    return {
        "top": top, "all": dict(words), "total": sum(words.values()), "none": words["never there"],
        "lengths": {str(length): entry for length, entry in sorted(by_length.items())},
        "pairs": pairs, "levels": levels, "known": "never there" in words, "size": len(words),
    }


def change(how, start, stop, values):
    other = scores
    if how == "set":
        scores[start:stop] = values
    elif how == "all":
        scores[:] = values
    elif how == "cut":
        del scores[start:stop]
    elif how == "head":
        del scores[:stop]
    elif how == "double":
        scores[start:start] = scores
    else:
        raise Gone(f"no way {how}")
    return {"scores": scores, "same": other == scores, "largest": largest(*scores), "three": largest(1, 2, len(scores)), "no": largest()}


class Tallies(BaseHTTPRequestHandler):
    def reply(self, status, payload):
        data = json.dumps(payload).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def payload(self):
        length = int(self.headers.get("Content-Length", 0))
        return json.loads(self.rfile.read(length) or b"{}")

    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        try:
            if url.path == "/words":
                limit = int(query["n"][0]) if "n" in query else None
                self.reply(200, summary(limit) if limit is not None else {"top": words.most_common()})
            elif url.path == "/recent":
                self.reply(200, {"recent": list(recent), "size": len(recent), "full": len(recent) == KEPT, "sorted": sorted(recent)})
            elif url.path == "/next":
                self.reply(200, {"next": queue.popleft(), "last": queue[-1] if queue else None, "left": list(queue)})
            elif url.path == "/peek":
                self.reply(200, {"first": queue[0], "has": query.get("w", [""])[0] in queue})
            elif url.path == "/joined":
                given = query.get("w", [])
                self.reply(200, {"joined": joined("-", *given), "two": joined("+", "a", "b", upper=True), "outer": outer(*given), "none": joined(",")})
            else:
                raise NotThere("no such page")
        except TallyError as e:
            self.reply(e.status, {"error": str(e), "kind": e.kind})
        except IndexError as e:
            self.reply(409, {"error": str(e)})

    def do_POST(self):
        try:
            data = self.payload()
            if self.path == "/words":
                self.reply(201, {"counted": add_words(str(data["text"])).most_common(2)})
            elif self.path == "/scores":
                values = [int(value) for value in data.get("values", [])]
                self.reply(200, change(str(data.get("how")), int(data.get("start", 0)), int(data.get("stop", 0)), values))
            elif self.path == "/undo":
                queue.appendleft(str(data["word"]))
                self.reply(200, {"queue": list(queue), "popped": queue.pop()})
            else:
                raise TallyError("posted to nowhere")
        except BadInput as e:
            self.reply(e.status, {"error": str(e), "field": e.field, "kind": e.kind})
        except TallyError as e:
            self.reply(e.status, {"error": str(e), "kind": e.kind})
        except (KeyError, ValueError, TypeError) as e:
            self.reply(400, {"error": str(e)})

    def log_message(self, format, *args):
        pass


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    HTTPServer(("", port), Tallies).serve_forever()


if __name__ == "__main__":
    main()
