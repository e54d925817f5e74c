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
requests.append(post("/nowhere", 1))

write(__file__, requests)
