"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import bare, get, post, write  # noqa: E402

requests = [
    get("/plugin/upper/abc"), get("/plugin/upper/stra\xdfe"), get("/plugin/length/abc"), get("/plugin/length/"), get("/plugin/nope/x"), get("/plugin/upper"), get("/plugin/"), get("/plugin"),
    get("/setting/precision/3.14159"), get("/setting/precision/2.0005"), get("/setting/double/1e3"), get("/setting/double/nan"), get("/setting/double/x"), get("/setting/triple/1"), get("/setting/double"), get("/setting"),
    get("/module/math/pi"), get("/module/math/e"), get("/module/string/digits"), get("/module/math/nope"), get("/module/no_such_module/x"), get("/module//x"), get("/module"),
    get("/"), get("/nowhere/a/b"), get("//plugin/upper/x"), get("/plugin/upper/a/b"), get("/plugin/upper/%41"), get("/plugin/upper/a?b=c"), post("/plugin/upper/x", {"a": 1}), bare("HEAD", "/plugin/upper/x"),
]
requests += [get(f"/setting/double/{n}") for n in [0, -0, 1, 1.5, -2.25, 10**15, 10**16, 1e-5, "0.1", "inf", "-inf", "1_0", "+1", "%201"]]
requests += [get(f"/plugin/length/{'x' * n}") for n in range(0, 40, 3)]

write(__file__, requests)
