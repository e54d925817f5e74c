"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import bare, get, post, write  # noqa: E402

requests = [get(target) for target in [
    "/about", "/about?pretty", "/help", "/helpful?pretty=1", "/x.json", "/x.txt", "/x.txt?q=1", "/.json", "/a.txt?pretty=", "/item.json",
    "/item", "/items", "/offer", "/offer?x", "/offer/", "/rates", "/rates?x=%C3%A9", "/rates/", "/", "/nowhere", "/About", "//about", "/%61bout",
    "/time", "/time?a", "/time?abcdefg", "/time?x=1&y=2", "/time/",
]]
requests += [get("/item?" + "&".join(f"k{i}=1" for i in range(n))) for n in range(8)]
requests += [post("/", body) for body in [
    {"url": "http://a"}, {"url": "https://b", "pretty": True}, {"url": "ftp://c"}, {"url": ""}, {}, {"url": None}, {"url": 5}, {"url": ["http://"]},
    {"url": "x", "pretty": True}, {"pretty": 1}, {"pretty": []}, {"pretty": "no"}, {"pretty": 0.0}, {"url": "http://\u00e9 \U0001f40d"}, [], "5", "", "{", "null",
]]
requests += [post("/", {}, length=False), bare("HEAD", "/about"), bare("PUT", "/rates")]

write(__file__, requests)
