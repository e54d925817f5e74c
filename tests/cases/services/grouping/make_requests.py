"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, delete, get, post, put, write  # noqa: E402

READ = [get("/report"), get("/report/region"), get("/report/product"), get("/ranking"), get("/matrix"), get("/histogram")]


def sale(region="west", product="tea", units=1, price=1.0):
    return {"region": region, "product": product, "units": units, "price": price}


requests = [
    *READ, get("/report?x=1"), get("/report/region?x=1"), get("/report/units"), get("/report/"), get("/report/region/x"), get("/report//region"), get("/ranking/"), get("/"), get("/nowhere"), get("//report"), get("/report?"),
    post("/sales", sale()), *READ,
    post("/sales", [sale("North", "TEA", 3, 2.5), sale("WEST", "coffee", 3, 7)]), *READ,
    post("/sales", sale(units="12", price=0.1)), post("/sales", sale(units=2.9, price=0.2)), post("/sales", sale(units=True, price=True)), post("/sales", sale(units=-4, price=3.3)), *READ,
    post("/sales", sale(units=0, price=0)), post("/sales", sale(units=5, price=1e-7)), post("/sales", sale(units=1, price=1e16)), *READ,
    post("/sales", sale(region="\u00c9st\u00cb", product="\u4e16\u754c")), post("/sales", sale(region="", product="")), post("/sales", sale(region="STRA\u00dfE", product="\u0130")), *READ,
    post("/sales", [sale(units=6), sale(units="x"), sale(units=7)]), post("/sales", {"region": "n"}), post("/sales", sale(region=5)), post("/sales", sale(product=None)), post("/sales", sale(units=None)), post("/sales", sale(units=[])),
    post("/sales", sale(units="")), post("/sales", sale(units=" 4_0 ")), post("/sales", sale(units="\u0664")), post("/sales", sale(units="1.5")), post("/sales", sale(price="2")), post("/sales", sale(price=None)), post("/sales", sale(price=[1])), post("/sales", []), post("/sales", {}), post("/sales", [[]]),
    post("/sales", [None]), post("/sales", "5"), post("/sales", '"ab"'), post("/sales", sale(), length=False), post("/sales", None, length=False), post("/nowhere", sale()), post("/sales/", sale()), *READ,
    post("/sales", [sale("a", "p", 2, 0.1), sale("a", "q", 2, 0.2), sale("a", "r", 2, 0.3), sale("b", "p", 2, 0.7)]), *READ,
    put("/sales", {}), bare("HEAD", "/report"), delete("/sales"), *READ, delete("/anything"),
    post("/sales", sale("z", "p", 1, 10)), post("/sales", sale("y", "p", 1, 10.0)), *READ,
    post("/sales", sale("x", "p", 1, 2.5)), post("/sales", sale("x", "q", 3, 2.675)), post("/sales", sale("x", "q", 1, 0.125)), *READ,
    post("/sales", [sale("m", "p", n, n / 3) for n in range(1, 12)]), *READ,
    post("/sales", '{"region": "n", "product": "p", "units": 1, "price": 1e400}'), get("/report"), get("/report/region"), get("/histogram"), delete("/sales"), *READ,
    post("/sales", sale(units=2**61, price=1)), get("/report"), get("/ranking"), get("/matrix"), delete("/sales"), post("/sales", sale(units=10, price=2**53)), get("/report"), get("/histogram"), delete("/sales"),
    post("/sales", sale(units=-1, price=25)), get("/histogram"), post("/sales", sale(units=-1, price=61)), get("/histogram"), get("/report"),
]
requests += [post("/sales", body) for body in BAD_BODIES + ODD_VALUES[:9]]
requests += READ

write(__file__, requests)
