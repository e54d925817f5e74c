"""Write the tape of this case. Usage: python3 make_requests.py"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import post, write  # noqa: E402

requests = []
for path in ["/finally/return", "/finally/raises", "/finally/loop", "/finally/always", "/else", "/error"]:
    requests += [post(path, json.dumps(text)) for text in ["", "a", "b", "ab", "7", "12", "1y2z3", "zx", "y", "1x", "abc", "124a", "1235", "127", "it's"]]
requests += [post("/shown", json.dumps(value)) for value in [None, True, 0, -3, 2.5, "", "text", [], [1], {}, {"a": 1}]]
requests += [post("/constants", json.dumps(number)) for number in [0, 1, 5, -20, 2**40]]
requests += [post("/settings", json.dumps(key)) for key in ["retries", "limit", "depth", "none"]]
requests += [post("/backwards", json.dumps(value)) for value in [[3, 1, 2], ["b", "a"], "hello", {"x": 1, "y": 2}, [1, "a"], 5, None, [2, 1.5], []]]
requests += [post("/huge", json.dumps(number)) for number in [0, 1, 5, -20]]
requests += [post("/rounded", json.dumps(text)) for text in ["1,2", "1.25,2", "2.5,2", "1,x", ""]]
requests += [post("/floats", json.dumps(pair)) for pair in [[1.5, 1.5], [0.5, 1], [3, 2], ["inf", "-inf"]]]
requests += [post("/routed", json.dumps(text)) for text in ["a/b/open", "a/b/shut", "", "a", "a/b", "a/b,c", "a/b,c/d"]]
requests += [post("/shortened", json.dumps(text)) for text in ["a", "a/b", "a/b/c", "a/x", "a/b/x", "", "/"]]
requests += [post("/copies", json.dumps(number)) for number in [1, 5]]
tagged = post("/headers", "1")
tagged["headers"] += [["x-tag", "b"], ["X-TAG", "a"], ["a-last", "caf\u00e9 "]]
requests += [post("/headers", "1"), tagged]
requests += [post("/lent", json.dumps(text)) for text in ["", "a", "a!", "b?c", "?!", "\u00e9\u00e9"]]
requests += [post("/literals", json.dumps(number)) for number in [1, 2, 4, 2147483648]]
requests += [post("/first", json.dumps(pair)) for pair in [[[], 5], [[None], 5], [[None, 1, 2], "x"], [[1], None], [[0, 1], 0], [{"a": None}, True], ["", "y"], ["text", 1], [3, 4]]]
requests += [post("/raw", json.dumps(text)) for text in ["", "it's", "\"it's\"", "\u00e9\n\\\u0000"]]
requests += [post(path, json.dumps(text)) for path in ["/raised", "/apart"] for text in ["", "a", "1,2,,3"]]
requests.append(post("/nowhere", 1))

write(__file__, requests)
