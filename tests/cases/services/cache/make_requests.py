"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import bare, delete, get, post, write  # noqa: E402

requests = [get("/stats"), get("/keys/fib")]
for n in [0, 1, 2, 10, 10, 1, 0, 50, 90, 90, 10, 2, 3, 4, 5, 0]:
    requests += [get(f"/fib/{n}"), get("/keys/fib")]
requests += [get("/stats")]
for n in [0, 1, 2, 3, 4, 9, 25, 49, 89, 90, 87, 2, 2]:
    requests += [get(f"/prime/{n}"), get(f"/factors/{n}")]
requests += [
    get("/keys/prime"), get("/keys/factors"), get("/stats"),
    get("/fib/-1"), get("/fib/91"), get("/fib/x"), get("/fib/"), get("/fib"), get("/fib/1/2"), get("/fib/+7"), get("/fib/07"), get("/fib/1_0"), get("/fib/1.0"), get("/fib/%37"), get("/fib/99999999999999999999"), get("/fib/-99999999999999999999"), get("/fib/5?x=1"), get("/fib/-0"), get("/fib/%"), get("/fib/%d"),
    get("/fib/\xb2"), get("/keys/fib"), get("/stats"), get("//fib/7"), get("/other/1"), get("/"), get("/keys"), get("/keys/x"), get("/keys/fib/x"), get("/stats/x"), get("/statsx"), get("/stats?x"),
    get("/digest/"), get("/digest/abc"), get("/digest/abc"), get("/digest/ABC"), get("/digest/\xe9"), get("/digest/%C3%A9"), get("/digest/caf\xc3\xa9"), get("/digest/a?b=c"), get("/keys/digest"), get("/digest/" + "x" * 300), get("/digest"), get("/digest/a/b"), get("/stats"),
    delete("/fib"), delete("/fib"), get("/keys/fib"), get("/stats"), delete("/nope"), delete("/it's"), delete('/"q"'), delete("/"), delete("/fib/x"), delete("//prime//"), delete("/\xe9"), get("/fib/10"), get("/fib/10"), get("/fib/11"), get("/stats"), delete("/digest"), get("/stats"),
    post("/fib/10", {"n": 1}), bare("HEAD", "/fib/10"), bare("PUT", "/stats"), get("/keys/prime"), get("/keys/factors"),
]

write(__file__, requests)
