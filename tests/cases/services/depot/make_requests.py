"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402


def parcel(town="Ulm", weight=2.5, **more):
    return post("/parcels", {"town": town, "weight": weight, **more})


requests = [
    get("/parcels"), get("/parcels/1"), get("/parcels/2"), get("/parcels/x"), get("/parcels/"), get("/parcels/01"), get("/parcels/-1"), get("/parcels/1/more"), get("/report"), get("/"), get("/nowhere"),
    parcel(), parcel("Oslo", 0.1), parcel("Bonn", 31.5, sender="ann"), parcel("Jena", 31.6), parcel("Jena", 1e9), parcel("ulm", 7.0, sender=5), parcel("New York", 12.0, sender=None), parcel("\u00d6stersund \U0001f4e6", 3.3),
    get("/parcels"), get("/parcels?town=Ulm"), get("/parcels?town=Rome"), get("/parcels?town="), get("/parcels?town=New+York&x=1"), get("/parcels/3"), get("/parcels/4"), get("/report"),
    post("/send/2", {}), post("/send/2", {}), post("/send/99", {}), post("/send/x", {}), post("/send/", {}), post("/send/4", {}), get("/parcels"), get("/report"), get("/parcels/2"),
    parcel("Ulm", 0.0), parcel("Ulm", -1.0), parcel("Ulm", 5), parcel("Ulm", "5"), parcel("Ulm", None), parcel("Ulm", True), parcel(5, 1.0), parcel(None, 1.0), parcel("", 1.0), parcel("Ulm", 1.0, sender=[1, "a", None]), parcel("Ulm", 1.0, sender={"k": 1.5}), post("/parcels", {}), post("/parcels", []), post("/parcels", "text"), post("/nowhere", {}),
    get("/parcels"), get("/report"), post("/clear", {}), get("/parcels"), get("/report"), parcel("Bonn", 4.25), get("/report"), get("/parcels/1"), post("/send/1", {}), get("/report"),
    put("/parcels", {}), delete("/parcels/1"), bare("HEAD", "/parcels"), bare("OPTIONS", "/parcels"), post("/parcels", None, length=False),
]
requests += [post("/parcels", body) for body in BAD_BODIES + ODD_VALUES]
requests += [get("/parcels"), get("/report")]

write(__file__, requests)
