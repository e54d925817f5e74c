"""Parking garage: spots, tickets and fees."""
import json
import math
import re
import sys
import threading
import time
import uuid
from dataclasses import dataclass, field, asdict
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlparse


class Size(Enum):
    SMALL = "small"
    LARGE = "large"


@dataclass
class Spot:
    number: int
    size: str
    taken_by: str = ""
    history: list = field(default_factory=list)


class GarageError(Exception):
    def __init__(self, status, message):
        super().__init__(message)
        self.status = status


class Garage:
    RATE = 2.5

    def __init__(self, small, large):
        self._lock = threading.Lock()
        self.spots = {}
        for n in range(1, small + 1):
            self.spots[n] = Spot(n, Size.SMALL.value)
        for n in range(small + 1, small + large + 1):
            self.spots[n] = Spot(n, Size.LARGE.value)
        self.tickets = {}
        self.revenue = 0.0

    def free(self, size=None):
        return [s for s in self.spots.values() if not s.taken_by and (size is None or s.size == size)]

    def park(self, plate, size):
        with self._lock:
            if any(s.taken_by == plate for s in self.spots.values()):
                raise GarageError(409, f"{plate} is already parked")
            candidates = self.free(size)
            if not candidates:
                raise GarageError(503, "garage is full")
            spot = min(candidates, key=lambda s: s.number)
            spot.taken_by = plate
            spot.history.append(plate)
            ticket = f"T{len(self.tickets) + 1:04d}"
            self.tickets[ticket] = {"plate": plate, "spot": spot.number, "hours": None}
            return ticket, spot

    def leave(self, ticket, hours):
        with self._lock:
            entry = self.tickets.get(ticket)
            if entry is None:
                raise GarageError(404, "unknown ticket")
            if entry["hours"] is not None:
                raise GarageError(410, "ticket already used")
            fee = round(math.ceil(hours) * self.RATE, 2)
            entry["hours"] = hours
            self.spots[entry["spot"]].taken_by = ""
            self.revenue += fee
            return fee

    def stats(self):
        by_size = {}
        for spot in self.spots.values():
            group = by_size.setdefault(spot.size, {"total": 0, "taken": 0})
            group["total"] += 1
            if spot.taken_by:
                group["taken"] += 1
        return {"sizes": by_size, "revenue": self.revenue, "tickets": len(self.tickets)}


GARAGE = Garage(2, 1)
PLATE = re.compile(r"^[A-Z]{1,3}-\d{1,4}$")


class Api(BaseHTTPRequestHandler):
    def _send(self, status, payload):
        data = json.dumps(payload, indent=2, sort_keys=True).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _body(self):
        length = int(self.headers.get("Content-Length", 0))
        if not length:
            return {}
        try:
            data = json.loads(self.rfile.read(length))
        except json.JSONDecodeError as exc:
            raise GarageError(400, f"bad JSON at {exc.pos}")
        if not isinstance(data, dict):
            raise GarageError(400, "expected an object")
        return data

    def do_GET(self):
        url = urlparse(self.path)
        query = parse_qs(url.query)
        try:
            if url.path == "/spots":
                size = query.get("size", [None])[0]
                self._send(200, [asdict(s) for s in GARAGE.free(size)])
            elif url.path == "/stats":
                self._send(200, GARAGE.stats())
            elif (m := re.fullmatch(r"/spots/(\d+)", url.path)):
                spot = GARAGE.spots.get(int(m.group(1)))
                if spot is None:
                    raise GarageError(404, "no such spot")
                self._send(200, asdict(spot))
            else:
                raise GarageError(404, "not found")
        except GarageError as exc:
            self._send(exc.status, {"error": str(exc)})

    def do_POST(self):
        try:
            body = self._body()
            if self.path == "/park":
                plate = str(body.get("plate", "")).strip().upper()
                if not PLATE.match(plate):
                    raise GarageError(422, "invalid plate")
                ticket, spot = GARAGE.park(plate, body.get("size"))
                self._send(201, {"ticket": ticket, "spot": spot.number, "at": time.time()})
            elif self.path.startswith("/leave/"):
                hours = float(body["hours"])
                self._send(200, {"fee": GARAGE.leave(self.path.rsplit("/", 1)[1], hours)})
            else:
                raise GarageError(404, "not found")
        except GarageError as exc:
            self._send(exc.status, {"error": str(exc)})
        except KeyError as exc:
            self._send(400, {"error": f"missing {exc}"})
        except (TypeError, ValueError) as exc:
            self._send(400, {"error": str(exc)})

    def log_message(self, fmt, *args):
        pass


def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    ThreadingHTTPServer(("0.0.0.0", port), Api).serve_forever()


if __name__ == "__main__":
    main()
