#!/usr/bin/env python3
"""Orders of a small shop: customers with addresses, orders with items."""

import copy
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Dict, List, Optional

SHIPPING = {"DE": 4.9, "FR": 7.5}
TAX_RATE = 0.19

customers: Dict[str, Dict[str, Any]] = {
    "c1": {"id": "c1", "name": "Ada", "address": {"street": "Main St 1", "city": "Berlin", "country": "DE"}},
    "c2": {"id": "c2", "name": "Blaise", "address": {"street": "Rue 2", "city": "Clermont", "country": "FR"}},
    "c3": {"id": "c3", "name": "Chen", "address": None},
}
orders: Dict[int, Dict[str, Any]] = {}


class ValidationError(Exception):
    pass


class Item:
    """One line of an order."""

    def __init__(self, sku: str, quantity: int, price: float):
        self.sku = sku
        self.quantity = quantity
        self.price = price

    @property
    def total(self) -> float:
        return self.quantity * self.price

    def to_dict(self) -> Dict[str, Any]:
        return {"sku": self.sku, "quantity": self.quantity, "price": self.price, "total": self.total}


def parse_items(raw: List[Dict[str, Any]]) -> List[Item]:
    if not raw:
        raise ValidationError("an order needs items")
    items = []
    for position, entry in enumerate(raw):
        if "sku" not in entry:
            raise ValidationError("item %d has no sku" % position)
        quantity = entry.get("quantity", 1)
        if type(quantity) is not int or quantity < 1:
            raise ValidationError("item %d: bad quantity %r" % (position, quantity))
        items.append(Item(entry["sku"], quantity, float(entry.get("price", 0))))
    return items


def create_order(data: Dict[str, Any]) -> Dict[str, Any]:
    customer = customers.get(data["customer"])
    if customer is None:
        raise ValidationError("unknown customer")
    items = parse_items(data.get("items", []))
    subtotal = sum(item.total for item in items)
    address = data.get("address") or customer["address"]
    country = address["country"] if address else None
    order = {
        "id": len(orders) + 1,
        "customer": {"id": customer["id"], "name": customer["name"], "address": copy.deepcopy(address)},
        "items": [item.to_dict() for item in items],
        "totals": {
            "subtotal": subtotal,
            "tax": round(subtotal * TAX_RATE, 2),
            "shipping": SHIPPING.get(country, 12.0),
        },
        "status": "open",
        "notes": [],
    }
    order["totals"]["total"] = round(sum(order["totals"].values()), 2)
    orders[order["id"]] = order
    return order


def find_order(text: str) -> Optional[Dict[str, Any]]:
    return orders.get(int(text)) if text.isdecimal() else None


class ShopHandler(BaseHTTPRequestHandler):
    def _send(self, status: int, payload: Any) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(payload, indent=4).encode())

    def _payload(self) -> Any:
        return json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def do_GET(self):
        parts = self.path.strip("/").split("/")
        if parts == ["orders"]:
            self._send(200, {"orders": [{"id": o["id"], "total": o["totals"]["total"], "city": (o["customer"]["address"] or {}).get("city")}
                                        for o in orders.values()]})
        elif parts[0] == "orders" and len(parts) >= 2:
            order = find_order(parts[1])
            if not order:
                self._send(404, {"error": {"code": "no_order", "detail": parts[1]}})
            elif len(parts) == 3 and parts[2] == "items":
                self._send(200, order["items"])
            elif len(parts) == 4 and parts[2] == "items":
                matching = [i for i in order["items"] if i["sku"] == parts[3]]
                self._send(200 if matching else 404, matching[0] if matching else None)
            else:
                self._send(200, order)
        elif parts[0] == "customers" and parts[-1] in customers:
            self._send(200, customers[parts[-1]])
        else:
            self._send(404, {"error": {"code": "not_found"}})

    def do_POST(self):
        parts = self.path.strip("/").split("/")
        try:
            data = self._payload()
            if parts == ["orders"]:
                self._send(201, create_order(data))
                return
            if parts[0] == "orders" and parts[-1] == "notes":
                order = find_order(parts[1])
                order["notes"].append({"text": data["text"], "by": data.get("by", "anonymous")})
                self._send(200, {"notes": order["notes"], "count": len(order["notes"])})
                return
            if parts[0] == "customers" and parts[-1] == "address":
                customer = customers[parts[1]]
                if customer["address"] is None:
                    customer["address"] = {}
                customer["address"].update(data)
                self._send(200, customer)
                return
            self._send(404, {"error": {"code": "not_found"}})
        except ValidationError as exc:
            self._send(422, {"error": {"code": "invalid", "detail": str(exc)}})
        except (KeyError, TypeError, AttributeError, ValueError) as exc:
            self._send(400, {"error": {"code": "bad_request", "detail": exc.__class__.__name__}})

    def do_PUT(self):
        parts = self.path.strip("/").split("/")
        order = find_order(parts[1]) if len(parts) == 3 and parts[2] == "status" else None
        if order is None:
            self._send(404, {"error": {"code": "not_found"}})
            return
        status = self._payload()["status"]
        if status not in {"open", "paid", "shipped", "cancelled"}:
            self._send(422, {"error": {"code": "invalid", "detail": f"bad status {status!r}"}})
            return
        previous, order["status"] = order["status"], status
        self._send(200, {"id": order["id"], "previous": previous, "status": status, "changed": previous != status})


def main(argv: List[str]) -> int:
    port = int(argv[1]) if len(argv) > 1 else 8000
    with HTTPServer(("127.0.0.1", port), ShopHandler) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv))
