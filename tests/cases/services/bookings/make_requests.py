"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, get, post, write  # noqa: E402

STYLES = ["short", "long", "week", "day"]
DAYS = ["2024-02-29", "2023-02-29", "2024-1-1", "1999-12-31", "0987-06-05", "9999-12-31", "10000-1-1", "0-1-1", "2024-13-1", "2024-12", "x-y-z", "", "2021-01-03", "2020-12-28"]

requests = [get("/bookings"), get("/"), get("/bookings?style=none"), get("/epoch"), get("/calendar"), post("/rooms", {})]
requests += [post("/bookings", {"room": "red", "date": day}) for day in DAYS]
requests += [post("/bookings", {"room": "green", "date": "2024-05-05"}), post("/bookings", {"room": "blue"}), post("/bookings", {"room": "blue", "date": "2024-11-30"})]
requests += [post("/bookings", body) for body in BAD_BODIES]
requests += [get(f"/bookings?style={style}") for style in STYLES]
for style in STYLES:
    for year, month, day in [("2024", "2", "29"), ("2023", "2", "29"), ("1", "1", "1"), ("2024", "10", "31"), ("2024", "x", "1"), ("2016", "1", "3")]:
        requests.append(get(f"/calendar?year={year}&month={month}&day={day}&style={style}"))

write(__file__, requests)
