"""Appointments of a small animal clinic."""
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import List, Optional
from urllib.parse import urlsplit


class Stage(str, Enum):
    BOOKED = "booked"
    SEEN = "seen"
    BILLED = "billed"


class Priority(Enum):
    LOW = 1
    HIGH = 9


@dataclass
class Note:
    by: str
    words: int = 0


@dataclass
class Patient:
    name: str
    kind: str = "cat"
    weight: Optional[float] = None
    stage: str = Stage.BOOKED.value
    tags: List[str] = field(default_factory=list)
    notes: List[Note] = field(default_factory=list)

    def card(self):
        card = asdict(self)
        weight = self.weight
        card["heavy"] = weight is not None and weight > 10
        return card


class Register:
    def __init__(self):
        self.patients = {}
        self.log = []

    def admit(self, name, kind="cat", *, weight=None):
        patient = Patient(name, kind, weight)
        self.patients[name] = patient
        return patient

    def change(self, name, **changes):
        patient = self.patients[name]
        for key, value in changes.items():
            if key == "weight":
                patient.weight = float(value)
            elif key == "note":
                patient.notes.append(Note(str(value), len(str(value).split())))
            else:
                self.log.append(key)
        return patient

    def stages(self):
        counts = {stage.value: 0 for stage in Stage}
        for patient in self.patients.values():
            counts[patient.stage] += 1
        return counts


register = Register()
register.admit("Minka", weight=4)
rex = register.admit("Rex", "dog", weight=31.5)
rex.tags.append("loud")


class Clinic(BaseHTTPRequestHandler):
    routes = {
        ("GET", "/patients"): "list_patients",
        ("GET", "/stages"): "list_stages",
        ("GET", "/levels"): "list_levels",
        ("GET", "/today"): "today",
        ("POST", "/patients"): "admit",
        ("POST", "/changes"): "change",
    }

    def dispatch(self):
        url = urlsplit(self.path)
        action = self.routes.get((self.command, url.path))
        if action is None:
            return self.answer({"error": "no such page"}, 404, indent=2)
        getattr(self, action)()

    do_GET = dispatch
    do_POST = dispatch

    def list_patients(self):
        self.answer([patient.card() for patient in register.patients.values()], X_Count=len(register.patients))

    def list_stages(self):
        self.answer(register.stages(), indent=2)

    def list_levels(self):
        levels = []
        for level in Priority:
            levels.append(level.value)
        self.answer({"levels": levels, "highest": Priority.HIGH.value})

    def today(self):
        self.answer({"date": time.strftime("%Y-%m-%d"), "percent": time.strftime("100%%")})

    def admit(self):
        data = self.body()
        if data is None:
            return self.answer({"error": "no JSON"}, 400)
        try:
            patient = register.admit(str(data["name"]), data.get("kind", "cat"), weight=float(data.get("weight", 1)))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            return self.answer({"error": str(error)}, 422, X_Error=type(error).__name__)
        self.answer(patient.card(), 201, Location="/patients", X_Letters=str(len(patient.name)))

    def change(self):
        data = self.body()
        if not isinstance(data, dict):
            return self.answer({"error": "no JSON object"}, 400)
        name = str(data.get("who"))
        changes = {key: value for key, value in data.items() if key != "who"}
        try:
            patient = register.change(name, **changes)
        except KeyError as error:
            return self.answer({"error": f"nobody is called {error}"}, 404)
        except (TypeError, ValueError) as error:
            return self.answer({"error": str(error)}, 422)
        self.answer({"patient": patient.card(), "log": register.log})

    def body(self):
        try:
            return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)))
        except ValueError:
            return None

    def answer(self, data, status=200, indent=None, **headers):
        payload = json.dumps(data, indent=indent).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)


if __name__ == "__main__":
    ThreadingHTTPServer(("", int(sys.argv[1]) if len(sys.argv) > 1 else 8000), Clinic).serve_forever()
