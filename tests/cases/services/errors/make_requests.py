"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import BAD_BODIES, ODD_VALUES, bare, get, post, put, write  # noqa: E402

VALUES = [5, 5.0, -5, 0, 0.0, -0.0, "5", "", "x", None, True, False, [], [1], {}, {"a": 1}, 2**62, 1e300, 1.5, 0.1]

requests = [
    get("/last"), get("/rates"), get("/"), get("/convert"),
    post("/convert", {"amount": 100, "from": "EUR", "to": "USD"}), post("/convert", {"amount": "12.345", "from": "usd", "to": "jpy"}),
    post("/convert", {"amount": " 1_000.5 ", "from": "gbp", "to": "EUR"}), post("/convert", {"amount": "1e3", "from": "EUR", "to": "EUR"}),
    post("/convert", {"amount": "inf", "from": "EUR", "to": "EUR"}), post("/convert", {"amount": "-Infinity", "from": "EUR", "to": "USD"}),
    post("/convert", {"amount": "nan", "from": "EUR", "to": "USD"}), post("/convert", {"amount": "abc", "from": "EUR", "to": "USD"}),
    post("/convert", {"amount": "", "from": "EUR", "to": "USD"}), post("/convert", {"amount": "1,5", "from": "EUR", "to": "USD"}),
    post("/convert", {"amount": "it's \"x\"\n\u00e9\u200b", "from": "EUR", "to": "USD"}), post("/convert", {"amount": "0x10", "from": "EUR", "to": "USD"}),
    post("/convert", {"amount": "\u0663.\u0665", "from": "EUR", "to": "USD"}), post("/convert", {"amount": 1, "from": "XXX", "to": "USD"}), get("/last"),
    post("/convert", {"amount": 1, "from": "EUR", "to": "it's"}), post("/convert", {"amount": 1, "from": "EUR", "to": "stra\xdfe"}),
    post("/convert", {"amount": 1, "from": "EUR"}), post("/convert", {"amount": 1}), post("/convert", {}), get("/last"),
    post("/convert", {"amount": 1, "from": 5, "to": "USD"}), post("/convert", {"amount": 1, "from": None, "to": "USD"}), post("/convert", {"amount": 1, "from": ["EUR"], "to": "USD"}),
    post("/convert", {"amount": 2**62, "from": "EUR", "to": "JPY"}), post("/convert", {"amount": 1e308, "from": "EUR", "to": "JPY"}), post("/convert", {"amount": 2.675, "from": "EUR", "to": "EUR"}),
    post("/divide", {"a": 7, "b": 2}), post("/divide", {"a": -7, "b": 2}), post("/divide", {"a": 7, "b": -2}), post("/divide", {"a": 7.5, "b": 2}), post("/divide", {"a": -7.5, "b": 2}),
    post("/divide", {"a": 1, "b": 0}), post("/divide", {"a": 1.0, "b": 0}), post("/divide", {"a": 1, "b": 0.0}), post("/divide", {"a": True, "b": 2}), post("/divide", {"a": 6, "b": True}),
    post("/divide", {"a": "7", "b": 2}), post("/divide", {"a": "%d items", "b": 2}), post("/divide", {"a": 7, "b": "2"}), post("/divide", {"a": None, "b": 2}), post("/divide", {"a": [1], "b": {}}), post("/divide", {"a": 1}),
    post("/divide", {"b": 1}), post("/divide", {"a": 2**62, "b": 3}), post("/divide", {"a": -(2**62), "b": 7}), post("/divide", {"a": 1e308, "b": 1e-10}), post("/divide", {"a": 0, "b": 5}), post("/divide", {"a": -0.0, "b": 5}),
    get("/last"),
    post("/int", {"text": "42"}), post("/int", {"text": " 42\n"}), post("/int", {"text": "4_2"}), post("/int", {"text": "4__2"}), post("/int", {"text": "ff", "base": 16}), post("/int", {"text": "0xff", "base": 16}),
    post("/int", {"text": "0xff", "base": 0}), post("/int", {"text": "0xff"}), post("/int", {"text": "12", "base": 2}), post("/int", {"text": "zz", "base": 36}), post("/int", {"text": "1", "base": 37}), post("/int", {"text": "1", "base": 1}),
    post("/int", {"text": "1", "base": -1}), post("/int", {"text": "1", "base": "10"}), post("/int", {"text": "1", "base": None}), post("/int", {"text": "1", "base": 10.0}), post("/int", {"text": "1", "base": True}), post("/int", {"text": 5}),
    post("/int", {"text": 5.5}), post("/int", {"text": None}), post("/int", {"text": ""}), post("/int", {"text": "\u0664\u0662"}), post("/int", {"text": "1.5"}), post("/int", {"text": "x" * 300}), post("/int", {"text": "\u4e16'\""}),
    post("/int", {"text": "9223372036854775807"}), post("/int", {"text": "-9223372036854775808"}), post("/int", {"text": "010", "base": 0}), post("/int", {"text": "0b101", "base": 0}), post("/int", {"text": "\x00"}), post("/int", {"text": "9" * 4301}),
    post("/int", {}), post("/int", {"base": 2}),
    post("/pick", {"items": [1, 2.0, "x", None]}), post("/pick", {"items": ["a", "b"], "index": 1}), post("/pick", {"items": ["a", "b"], "index": -1}), post("/pick", {"items": ["a", "b"], "index": 2}), post("/pick", {"items": ["a", "b"], "index": -3}),
    post("/pick", {"items": []}), post("/pick", {"items": [1], "index": "0"}), post("/pick", {"items": [1], "index": 0.0}), post("/pick", {"items": [1, 2], "index": True}), post("/pick", {"items": [1], "index": None}), post("/pick", {"items": "abc"}),
    post("/pick", {"items": {"a": 1}}), post("/pick", {"items": None}), post("/pick", {"index": 1}), post("/pick", {"items": [[1, {"a": 5.0}]], "index": 0}), post("/pick", {"items": [1], "index": 2**62}), get("/last"),
    post("/nowhere", {"a": 1}), post("/nowhere", None, length=False), post("/convert/", {}), post("/divide", {"a": 1, "b": 2}, length=False), post("/divide", None, length=False), post("/divide", "{}", ["Content-Length", "two"], length=False),
    post("/divide", "{}", ["Content-Length", ""], length=False), post("/divide", "{}", ["Content-Length", " 2 "], length=False), post("/divide", "{}", ["Content-Length", "+2"], length=False),
    put("/divide", {}), bare("HEAD", "/rates"), bare("DELETE", "/rates"), get("/rates"), get("/nowhere?<script>"),
]
requests += [post("/age", {"age": value}) for value in VALUES + [17, 18, 150, 151, 150.5, 17.9, -0.5, 1e10]]
requests += [post("/divide", body) for body in BAD_BODIES + ODD_VALUES]
requests += [post("/age", '{"age": NaN}'), post("/age", '{"age": Infinity}'), get("/last")]

write(__file__, requests)
