"""Sales report service. Groups, sorts and averages the sales posted to it."""

import json
import logging
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
logger = logging.getLogger("sales")

sales = [
    {"region": "north", "product": "tea", "units": 10, "price": 2.5},
    {"region": "south", "product": "coffee", "units": 4, "price": 7.25},
    {"region": "north", "product": "coffee", "units": 7, "price": 7.0},
    {"region": "east", "product": "tea", "units": 1, "price": 2.75},
    {"region": "south", "product": "mate", "units": 12, "price": 3},
]


def group_by(rows, field):
    groups = {}
    for row in rows:
        groups.setdefault(row[field], []).append(row)
    return groups


def revenue(row):
    return row["units"] * row["price"]


def summarize(rows):
    amounts = [revenue(r) for r in rows]
    prices = [r["price"] for r in rows]
    return {
        "sales": len(rows),
        "units": sum(r["units"] for r in rows),
        "revenue": round(sum(amounts), 2),
        "average": round(sum(amounts) / len(amounts), 3) if amounts else None,
        "cheapest": min(prices, default=None),
        "dearest": max(prices, default=None),
        "best": max(rows, key=revenue)["product"] if rows else None,
    }


def report_all():
    return {"summary": summarize(sales), "products": sorted({row["product"] for row in sales})}


def report_by(field):
    report = {}
    for name, rows in sorted(group_by(sales, field).items()):
        report[name] = summarize(rows)
    return report


def ranking():
    ordered = sorted(sales, key=lambda r: (-r["units"], r["region"], r["product"]))
    return [
        {"rank": i, "product": r["product"], "region": r["region"], "units": r["units"]}
        for i, r in enumerate(ordered, start=1)
    ]


def matrix():
    """Units by region and product, with the totals of both."""
    table = {}
    totals = {}
    for row in sales:
        cell = table.setdefault(row["region"], {})
        cell[row["product"]] = cell.get(row["product"], 0) + row["units"]
        totals[row["product"]] = totals.get(row["product"], 0) + row["units"]
    rows = [[region, sum(cells.values())] for region, cells in table.items()]
    rows.sort(key=lambda pair: pair[1], reverse=True)
    return {"table": table, "totals": totals, "rows": rows}


def histogram():
    buckets = [0] * 5
    for row in sales:
        buckets[min(int(revenue(row) // 10), 4)] += 1
    return {"buckets": buckets, "share": [round(100 * b / len(sales), 1) if sales else 0.0 for b in buckets]}


ROUTES = {
    "/report": report_all,
    "/ranking": ranking,
    "/matrix": matrix,
    "/histogram": histogram,
}


class SalesHandler(BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?", 1)[0]
        if path in ROUTES:
            self.send(ROUTES[path]())
        elif path.startswith("/report/"):
            field = path.split("/")[2]
            if field not in ("region", "product"):
                self.send({"error": "cannot group by " + field}, 400)
            else:
                self.send(report_by(field))
        else:
            self.send({"error": "not found"}, 404)

    def do_POST(self):
        if self.path != "/sales":
            self.send({"error": "not found"}, 404)
            return
        try:
            rows = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
            if isinstance(rows, dict):
                rows = [rows]
            for row in rows:
                sales.append({
                    "region": row["region"].lower(),
                    "product": row["product"].lower(),
                    "units": int(row["units"]),
                    "price": row["price"] + 0,
                })
        except (KeyError, TypeError, ValueError, AttributeError):
            logger.warning("bad row after %d sales", len(sales))
            self.send({"error": "bad row", "sales": len(sales)}, 400)
            return
        logger.info("now %d sales", len(sales))
        self.send({"sales": len(sales)}, 201)

    def do_DELETE(self):
        del sales[:]
        self.send({"sales": 0})

    def send(self, data, status=200):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, format, *args):
        logger.debug(format, *args)


if __name__ == "__main__":
    address = ("", int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    logger.info("listening on %s", address)
    HTTPServer(address, SalesHandler).serve_forever()
