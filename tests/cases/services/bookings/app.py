"""Room bookings: days of the calendar, and how they are written."""

import json
import sys
from datetime import date, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

ROOMS = {"red": 4, "blue": 12}
BOOKINGS = []
FORMATS = {
    "short": "%d/%m/%y",
    "long": "%A, %d %B %Y",
    "week": "%G-W%V-%u",
    "day": "%j of %Y",
}


def describe(booking, style):
    day = date(booking["year"], booking["month"], booking["day"])
    return {
        "room": booking["room"],
        "date": day.isoformat(),
        "shown": day.strftime(FORMATS[style]),
        "weekend": day.weekday() >= 5,
    }


class BookingHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        style = query.get("style", ["short"])[0]
        if style not in FORMATS:
            return self.send_json({"error": f"no style {style}"}, 400)
        if parts.path == "/bookings":
            return self.send_json({"bookings": [describe(booking, style) for booking in BOOKINGS]})
        if parts.path == "/calendar":
            try:
                day = date(int(query["year"][0]), int(query["month"][0]), int(query["day"][0]))
            except (KeyError, ValueError) as error:
                return self.send_json({"error": type(error).__name__}, 400)
            return self.send_json({"title": day.strftime("Seen on %a %-d %b"), "date": str(day), "shown": day.strftime(FORMATS[style])})
        if parts.path == "/epoch":
            moment = datetime.utcfromtimestamp(86400 * 365.25)
            return self.send_json({"moment": moment.strftime("%Y-%m-%d %H:%M:%S"), "day": moment.date().strftime("%Y-%m-%d %H:%M:%S")})
        self.send_json({"error": "not found"}, 404)

    def do_POST(self):
        if self.path != "/bookings":
            return self.send_json({"error": "not found"}, 404)
        length = int(self.headers.get("Content-Length", 0))
        try:
            booking = json.loads(self.rfile.read(length))
            room, text = booking["room"], booking["date"]
            year, month, day = [int(part) for part in text.split("-")]
            date(year, month, day)
        except (KeyError, ValueError, TypeError, AttributeError) as error:
            return self.send_json({"error": type(error).__name__}, 400)
        if room not in ROOMS:
            return self.send_json({"error": f"no room {room}"}, 404)
        BOOKINGS.append({"room": room, "year": year, "month": month, "day": day})
        self.send_json(describe(BOOKINGS[-1], "long"), 201)

    def send_json(self, body, status=200):
        payload = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def log_message(self, format, *args):
        pass


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    HTTPServer(("127.0.0.1", port), BookingHandler).serve_forever()
