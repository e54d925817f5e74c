"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402


def order(customer="c1", *items, **more):
    return post("/orders", {"customer": customer, "items": list(items), **more})


def item(sku="A1", quantity=1, price=1.0):
    return {"sku": sku, "quantity": quantity, "price": price}


requests = [
    get("/orders"), get("/orders/1"), get("/customers/c1"), get("/customers/c2"), get("/customers/c3"), get("/customers/c9"), get("/customers"), get("/customers/x/c1"), get("/customers/c1/"), get("/"), get("/nowhere"),
    order("c1", item("A1", 2, 9.99)), order("c2", item("A1", 1, 100), item("B2", 3, 0.1)), order("c3", item("C3", 1, 5)), order("c3", item(), address={"country": "DE", "city": "Ulm"}), order("c1", item(), address={"country": "US"}),
    get("/orders"), get("/orders/1"), get("/orders/2"), get("/orders/3"), get("/orders/4"), get("/orders/5"), get("/orders/6"), get("/orders/0"), get("/orders/x"), get("/orders/-1"), get("/orders/01"), get("/orders/\xb2"), get("/orders/%31"), get("/orders/"), get("/orders//"),
    get("/orders/1/items"), get("/orders/2/items/B2"), get("/orders/2/items/Z9"), get("/orders/2/items/"), get("/orders/2/other"), get("/orders/2/items/B2/x"), get("/orders/x/items"), get("/orders/1?x=1"), get("//orders/1"), get("/orders/1/"), get("/orders/99999999999999999999"),
    order("c1"), order("c9", item()), order(None, item()), order(["c1"], item()), order("c1", {}), order("c1", {"sku": "A"}), order("c1", {"sku": None}), order("c1", {"quantity": 1}), order("c1", item(), {"price": 2}), order("c1", item(quantity=0)), order("c1", item(quantity=-1)),
    order("c1", item(quantity="2")), order("c1", item(quantity=2.0)), order("c1", item(quantity=True)), order("c1", item(quantity=None)), order("c1", item(quantity=["a", 1.5, None, "it's"])), order("c1", item(quantity={"k": "\u00e9"})), order("c1", item(price="3.5")), order("c1", item(price="x")), order("c1", item(price=None)),
    order("c1", item(price=True)), order("c1", item(price=-5)), order("c1", item(price=[])), order("c1", item(price=1e300)), order("c1", item(quantity=2**53, price=3)), order("c1", item(sku=5)), order("c1", item(sku=["x"])), order("c1", item(sku="\u4e16 \U0001f40d \"q\"")), order("c1", "sku"), order("c1", 5), order("c1", None), order("c1", ["sku"]),
    post("/orders", {"customer": "c1", "items": "sku"}), post("/orders", {"customer": "c1", "items": {"sku": 1}}), post("/orders", {"customer": "c1", "items": 5}), post("/orders", {"customer": "c1", "items": None}), post("/orders", {"customer": "c1"}), post("/orders", {"items": []}), post("/orders", {}),
    order("c1", item(), address={}), order("c3", item(), address={}), order("c1", item(), address={"city": "X"}), order("c1", item(), address="DE"), order("c1", item(), address=["country"]), order("c1", item(), address=5), order("c1", item(), address={"country": ["DE"]}), order("c1", item(), address={"country": "FR", "extra": {"deep": [1, {"x": None}]}}),
    order("c1", item(price=0.1), item(price=0.2), item(price=0.3)), order("c1", item(quantity=3, price=2.675)), order("c1", *[item(f"S{n}", n, n * 1.1) for n in range(1, 12)]), get("/orders"), get("/orders/9"), get("/orders/12"),
    post("/customers/c1/address", {"city": "Hamburg", "zip": "20095"}), get("/customers/c1"), get("/orders/1"), order("c1", item()), post("/customers/c3/address", {"city": "Oslo"}), get("/customers/c3"), order("c3", item()), post("/customers/c2/address", {}), post("/customers/c2/address", {"country": 5, "street": None}), get("/customers/c2"), order("c2", item()),
    post("/customers/c9/address", {"city": "X"}), post("/customers/c1/address", []), post("/customers/c1/address", "5"), post("/customers/c1/address", "[1]"), post("/customers/c1/address", [["k", "v"]]), post("/customers/c1/address", '["ab"]'), post("/customers/c1/address", '"ab"'), post("/customers/c1/address", "null"), get("/customers/c1"),
    post("/customers/address", {"city": "X"}), post("/customers/c1/x/address", {"x": 1}), post("/customers", {}), get("/customers/c1"),
    post("/orders/1/notes", {"text": "ring twice"}), post("/orders/1/notes", {"text": 5, "by": None}), post("/orders/1/notes", {"by": "x"}), post("/orders/99/notes", {"text": "x"}), post("/orders/x/notes", {"text": "x"}), post("/orders/notes", {"text": "x"}), post("/orders/1/y/notes", {"text": "z", "by": "me"}), get("/orders/1"),
    put("/orders/1/status", {"status": "paid"}), put("/orders/1/status", {"status": "paid"}), put("/orders/1/status", {"status": "lost"}), put("/orders/1/status", {"status": "it's"}), put("/orders/1/status", {"status": 5}), put("/orders/1/status", {"status": None}), put("/orders/1/status", {"status": ["x"]}), put("/orders/1/status", {}), put("/orders/1/status", "not json"),
    put("/orders/1/status", "[]"), put("/orders/99/status", {"status": "paid"}), put("/orders/1", {"status": "paid"}), put("/orders/1/state", {"status": "paid"}), put("/x/1/status", {"status": "open"}), put("/orders/1/status/x", {}), put("/orders/1/status", None, length=False), get("/orders/1"), get("/orders"),
    post("/orders", {"customer": "c1"}, length=False), post("/orders", None, length=False), post("/nowhere", {}), delete("/orders/1"), bare("HEAD", "/orders"), bare("OPTIONS", "/orders"),
]
requests += [post("/orders", body) for body in BAD_BODIES + ODD_VALUES]
requests += [get("/orders")]

write(__file__, requests)
