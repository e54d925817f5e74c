"""The routes of the depot."""
import json
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qs, urlparse

from . import reports, state
from .errors import DepotError, TooHeavy, Unknown
from .models import Parcel
from .settings import NAME


class DepotHandler(BaseHTTPRequestHandler):

    def do_GET(self):
        url = urlparse(self.path)
        if url.path == "/parcels":
            town = parse_qs(url.query).get("town", [""])[0]
            found = [parcel.to_dict() for parcel in state.parcels.values() if not town or parcel.town == town]
            self.answer(200, {"depot": NAME, "parcels": found})
        elif url.path.startswith("/parcels/"):
            try:
                parcel = state.get(int(url.path.split("/")[2]))
                self.answer(200, {"parcel": parcel.to_dict(), "price": parcel.price(), "sender": parcel.sender})
            except ValueError:
                self.answer(400, {"error": "a number is needed"})
            except Unknown as e:
                self.answer(404, {"error": str(e)})
        elif url.path == "/report":
            top = reports.heaviest()
            self.answer(200, {
                "lines": reports.summary(),
                "towns": reports.by_town(),
                "income": reports.income(),
                "heaviest": top.number if top is not None else None,
                "gone": state.gone,
            })
        else:
            self.answer(404, {"error": "not found"})

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            data = json.loads(self.rfile.read(length))
        except json.JSONDecodeError:
            self.answer(400, {"error": "not JSON"})
            return
        if self.path == "/parcels":
            town = data.get("town") if isinstance(data, dict) else None
            weight = data.get("weight") if isinstance(data, dict) else None
            if not isinstance(town, str) or not isinstance(weight, float) or weight <= 0:
                self.answer(400, {"error": "town and weight are needed"})
                return
            try:
                parcel = state.receive(town, weight, str(data.get("sender", "")))
            except TooHeavy as e:
                self.answer(413, {"error": str(e), "weight": e.weight})
                return
            self.answer(201, label(parcel))
        elif self.path.startswith("/send/"):
            try:
                number = int(self.path[6:])
                self.answer(200, state.send(number).to_dict())
            except ValueError as e:
                self.answer(400, {"error": str(e)})
            except DepotError as e:
                self.answer(404, {"error": str(e)})
        elif self.path == "/clear":
            state.clear()
            self.answer(200, {"left": state.count()})
        else:
            self.answer(404, {"error": "not found"})

    def answer(self, status, payload):
        body = json.dumps(payload).encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def label(parcel: Parcel):
    """What is glued on a parcel."""
    return {"number": parcel.number, "zone": parcel.zone(), "price": parcel.price()}
