"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import bare, delete, get, post, put, write  # noqa: E402

CLOSE = ["Connection", "close"]

requests = [get("/"), get("/average"), get("/top"), get("/all")]
requests += [get("/hit/gold") for _ in range(7)] + [get("/hit/silver") for _ in range(5)] + [get("/hit/bronze") for _ in range(3)]
requests += [
    get("/count/gold"), get("/count/silver"), get("/count/tin"), get("/count"), get("/count/gold/more"), get("/top"), get("/all"), get("/average"),
    get("/hit"), get("/hit/"), get("/hit//"), get("/hit//a"), get("/hit/a/5"), get("/hit/a/-3"), get("/hit/a/+2"), get("/hit/a/1_0"), get("/hit/a/0"), get("/hit/a/x"),
    get("/hit/a/1.5"), get("/hit/a/"), get("/hit/a/%20%207%20"), get("/hit/a/%D9%A3"), get("/hit/a/1/2"), get("/count/a"), get("/hit/a/4000000000000000000"),
    get("/hit/a/-4000000000000000000"), get("/count/a"), get("/hit/caf%C3%A9"), get("/count/caf%C3%A9"), get("/hit/caf\xc3\xa9"), get("/hit/%ff"), get("/hit/%zz"), get("/hit/a%2Fb"),
    get("/hit/%E4%B8%96"), get("/hit/%F0%9F%90%8D"), get("/hit/%00"), get("/hit/%22"), get("/hit/a+b"), get("/hit/a?x=1"), get("/hit/b"), get("/hit/c"), get("/hit/B"),
    get("/top"), get("/all"), get("/average"), get("/top/"), get("//top"), get("/top/x"), get("/top?x"), get("/all/x"), get("/x"), get("/%74op"), get("/h%69t/d"),
    bare("HEAD", "/"), bare("HEAD", "/hit/head"), bare("HEAD", "/nowhere"), get("/count/head"), get("/all"),
    delete("/bronze"), delete("/bronze"), delete("/a%2Fb"), delete("/nope"), delete("//gold"), delete("/caf%C3%A9"), get("/top"), get("/all"), get("/"),
    get("/", CLOSE), get("/hit/close", CLOSE), get("/hit/keep", ["Connection", "keep-alive"]), get("/hit/expect", ["Expect", "100-continue"]),
    post("/hit/x", {"a": 1}), put("/hit/x", {}), bare("OPTIONS", "/"), bare("hit", "/hit/x"), get("/"),
    delete("/"), get("/"), get("/all"), get("/average"), get("/top"), delete("///"), get("/hit/z/3"), get("/hit/y/3"), get("/hit/x/3"), get("/hit/w/4"), get("/top"), get("/average"),
    get("/hit/v/2"), get("/hit/v/2"), get("/average"), get("/"),
]

write(__file__, requests)
