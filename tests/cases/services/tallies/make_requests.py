"""Writes requests.jsonl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tape import BAD_BODIES, get, post, write  # noqa: E402

requests = [get(target) for target in ["/words", "/words?n=3", "/recent", "/next", "/peek", "/joined", "/nowhere", "/words?n=0"]]
requests += [post("/words", {"text": text}) for text in ["b a b c", "c", "", "  ", "aa bb aa cc bb aa", "é è é", 5, None, "x y z"]]
requests += [get(target) for target in ["/words", "/words?n=1", "/words?n=2", "/words?n=30", "/words?n=-1", "/recent", "/peek?w=c", "/peek?w=q", "/next", "/next"]]
requests += [post("/undo", {"word": word}) for word in ["w", "", 7]]
requests += [post("/undo", {}), post("/words", {}), post("/nowhere", {}), post("/words", [1]), post("/scores", [1])]
requests += [get("/next") for _ in range(20)]
requests += [get("/joined?w=a&w=b"), get("/joined?w=a"), get("/recent")]
ways = [("set", 0, 0, [1, 2, 3]), ("set", 1, 2, [7, 8, 9]), ("set", -1, 50, [4]), ("cut", 1, 3, []), ("head", 0, 1, []), ("double", 1, 0, []), ("all", 0, 0, [5, 6]),
        ("set", 2, 1, [0]), ("cut", -2, -1, []), ("cut", 3, 1, []), ("double", 0, 0, []), ("other", 0, 0, []), ("all", 0, 0, []), ("double", 0, 0, []), ("set", 9, 10, ["x"])]
requests += [post("/scores", {"how": how, "start": start, "stop": stop, "values": values}) for how, start, stop, values in ways]
requests += [post("/words", body) for body in BAD_BODIES[:8]]
requests += [get("/words?n=5"), get("/recent")]

write(__file__, requests)
