"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from urllib.parse import quote

from tape import bare, get, post, write  # noqa: E402

FORMULAS = ["tea", "tea + mate", "tea * 2 - mate / 3", "1/0", "coffee", "tea +", "'a' * 3", "[tea, mate]", "max(tea, mate)", "2 ** 70", "{'a': tea}", "tea > mate", "None", "tea if mate else 0", "", "0.1 + 0.2"]

requests = [
    get("/products"), get("/products?x=1"), get("/products/tea"), get("/products/mate"), get("/products/coffee"), get("/products/"), get("/products/a/tea"), get("/products/%74ea"), get("/products/TEA"), get("/products/tea?x=/mate"), get("/products/tea#x"), get("/products/\xe9"),
    get("/version"), get("/version?x"), get("/version/"), get("/formula"), get("/formula?expr="), get("/formula?other=1"), get("/formula?expr=1&expr=2"), get("/formula/"), get("/"), get("/nowhere"), get("//version"),
    post("/products", {"a": 1}), bare("HEAD", "/version"),
]
requests += [get("/formula?expr=" + quote(text)) for text in FORMULAS]
requests += [get(f"/products/{name}") for name in ["tea", "mate", "x" * 200, "te a", "%20", "%zz", "tea/", "'", '"', "\\", "<b>"] if " " not in name]
requests += [get("/products"), get("/version")] * 4
# What a route on the original changes is the original's, and what native routes change is theirs.
requests += [get("/history"), get("/visits"), get("/formula?expr=1"), get("/history"), get("/products"), get("/visits"), bare("DELETE", "/history"), get("/history"), get("/formula?expr=tea"), get("/history"), get("/visits")]

write(__file__, requests)
