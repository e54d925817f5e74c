"""json.dumps and json.loads."""

import json

from .samples import FLOATS, floats, seeded, words
from .tables import one, table


def options(**changes):
    """Keyword arguments of json.dumps; what is left out has its default."""
    return changes


def value(generator, depth=0):
    """A random JSON value."""
    kind = generator.randrange(9 if depth < 4 else 6)
    if kind == 0:
        return generator.choice([None, True, False])
    if kind == 1:
        return generator.randint(-2**40, 2**40) >> generator.randint(0, 40)
    if kind == 2:
        return generator.choice([round(generator.uniform(-100, 100), 2), generator.uniform(0, 1e18), generator.uniform(0, 1e-5), 100.0, 0.1])
    if kind in (3, 4, 5):
        return "".join(generator.choice("ab \"\\/\n\t\x00\x1f\x7fé日😀\u2028<>&'") for _ in range(generator.randint(0, 8)))
    if kind == 6:
        return [value(generator, depth + 1) for _ in range(generator.randint(0, 4))]
    return {words(f"key{generator.random()}", 1)[0]: value(generator, depth + 1) for _ in range(generator.randint(0, 4))}


GENERATOR = seeded("json")
RANDOM = [value(GENERATOR) for _ in range(70)]
EDGES = [None, True, False, 0, -1, 2**63, 10**30, 1.0, -0.0, 1e16, 1e-7, 5e-324, 1.7976931348623157e308, float("nan"), float("inf"), float("-inf"), "", "a", "é", "日本", "😀", "\"\\/", "\b\f\n\r\t", "\x00\x01\x1f\x7f\x80", "\u2028\u2029", "<script>&'", "\ud800", "\uffff",
         [], [1], [1, 2.5, "x", None, True, False], [[]], [[], {}], {}, {"a": 1}, {"b": 1, "a": [1, {"c": None}]}, {"a": {}, "b": []}, (1, 2), (), {"é": "日"}, {"": ""},
         {1: "int", 2.5: "float", None: "none", True: "true"}, {False: 0, "False": 1, "false": 2}, {float("nan"): 1, float("inf"): 2}, {-0.0: 1}, {10**20: "big"}, {1e16: 0, 1e-7: 1}]
UNWRITABLE = [{1, 2}, b"bytes", [b"x"], {"a": {"b": {1}}}, {(1, 2): 3}, {b"k": 1}, {"ok": 1, (): 2}]
COMPACT = options(separators=(",", ":"))
table("json_dumps", "value, options: json.dumps(value, **options)",
      [(item, options()) for item in EDGES + RANDOM + UNWRITABLE]
      + [(item, change) for item in EDGES[25:46:2] + RANDOM[6:16]
         for change in [options(indent=2), COMPACT, options(ensure_ascii=False), options(sort_keys=True)]]
      + [({"b": [1, 2, {}], "a": {"x": []}}, change) for change in [
          options(indent=0), options(indent=4), options(indent=1), options(indent="\t"), options(indent="--"), options(indent=-1), options(indent=""), options(indent=2, separators=(",", ":")), options(indent=2, sort_keys=True),
          options(separators=("; ", " = ")), options(sort_keys=True, separators=(",", ":")), options(indent=3, ensure_ascii=False)]]
      + [(float("nan"), options(allow_nan=False)), ([1.5, float("inf")], options(allow_nan=False)), ({"a": 1, 2: 3}, options(sort_keys=True)), ({2: "b", 10: "a", 1: "c"}, options(sort_keys=True)), ({"z": 1, "é": 2, "Z": 3, "😀": 4, "\uffff": 5, "": 6}, options(sort_keys=True)),
         ({(1,): 1, "a": 2}, options(skipkeys=True)), ({None: 1, "a": 2}, options(sort_keys=True)), ({True: 1, 0: 2, 1.5: 3}, options(sort_keys=True)), ({"é😀": "\u2028\x7f\x1f"}, options(ensure_ascii=False)), ("\ud800", options(ensure_ascii=False))], json=json)
table("json_dumps_float", "x: json.dumps(x)", one(FLOATS + floats("json", 80)), json=json)
table("json_dumps_str", "s: json.dumps(s)", one(["".join(chr(code) for code in range(start, start + 32)) for start in range(0, 512, 32)] + ["\u2027\u2028\u2029\u202a", "\ud7ff\ue000\ufffd\uffff", "\U00010000\U0010ffff", "\ud800\udc00", "\ud83d", "a\udc00b"] + words("dumps_str", 40)), json=json)
table("json_dumps_str_unicode", "s: json.dumps(s, ensure_ascii=False)", one(["".join(chr(code) for code in range(start, start + 32)) for start in range(0, 512, 32)] + ["\u2027\u2028\u2029\u202a", "\ud7ff\ue000\ufffd\uffff", "\U00010000\U0010ffff", "\ud83d"]), json=json)

GOOD = ["null", "true", "false", "0", "-0", "-1", "12", "1.0", "-0.0", "1e5", "1E5", "1e+5", "1E-5", "1.5e3", "1e400", "-1e400", "1e-400", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "123456789012345678901234567890", "0.1", "100.0", "1.7976931348623157e308", "NaN", "Infinity", "-Infinity",
        '""', '"a"', '"é"', '"\\u00e9"', '"\\u00E9"', '"\\ud83d\\ude00"', '"\\ud83d"', '"\\ude00\\ud83d"', '"\\ud83dx"', '"\\ud83d\\u0041"', '"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\u0000"', '"\x7f"', '"\u2028"', "[]", "[ ]", "[1]", "[1,2]", "[ 1 , 2 ]", "[[],{}]", "{}", "{ }", '{"a":1}', '{"a":1,"a":2}', '{"b":1,"a":2,"b":3}',
        '{"a":{"b":[1,2,{"c":null}]}}', ' \t\n\r{"a" : 1 }\n ', '{"":1}', '{"a":NaN}', '[1.0,1,1e0]', '{"1":1}', '["\\u0061"]', "[true,false,null]", '{"a":[]}']
BAD = ["", " ", "\n\n", "nul", "nulll", "tru", "True", "None", "nan", "NAN", "inf", "-", "-a", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1.e5", "0x10", "1_000", "1 2", "12a", '"', '"abc', '"a\nb"', '"a\tb"', '"\x00"', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\u+123"', '"\\u 123"', '"\\', '"\\u', "'a'", "abc", "[", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "[1,,2]", "]", "[1]]", "{", "}", '{"a"', '{"a":', '{"a":1', '{"a":1,',
       '{"a":1,}', "{a:1}", "{'a':1}", '{1:2}', '{"a" 1}', '{"a":}', '{"a":,}', '{"a":1 "b":2}', '{"a":1,,}', '{,}', '{"a":1}}', '{"a":1} x', "[1]\n[2]", '{\n  "a": 1,\n  b: 2\n}', '{"a": "x\ny"}', "\ufeff{}", "é", '"é', '["é", x]', '["😀", x]', "\n\n  x", "{]", "[}", '{"a":[1,}', "/* c */ 1", "1 // c", "NaNx", "-Inf", "-Infinit", "Infinit", "-NaN", "\u00a01", "\x0b1", "[1,\n2,\n,3]", '{"a":tru}', '{"a":-}', '[-]', "\\", "\x00", "-Infinity5", '"\\ud83d\\u12"', '{"k" : "v" ; }', "nullnull", "[nul]", '{"a":1 ,"b" }', "--1", "1-", "[1.]", "[1e]", "[01]"]
table("json_loads", "text: json.loads(text)", one(GOOD + BAD + [json.dumps(item) for item in RANDOM[:40]] + [json.dumps(item, indent=1, ensure_ascii=False) for item in RANDOM[40:60]]), json=json)
MUTATED = []
for number, item in enumerate([item for item in RANDOM if isinstance(item, (list, dict)) and item][:20] * 4):
    text = json.dumps(item)
    at = GENERATOR.randrange(len(text) + 1)
    MUTATED.append(text[:at] + GENERATOR.choice(["", ",", "}", "]", "\"", "x", ":", " "]) + text[at + GENERATOR.randrange(2):])
table("json_loads_mutated", "text: json.loads(text)", one(text for text in MUTATED if len(text) < 400), json=json)
table("json_loads_bytes", "data: json.loads(data)", one([b"{}", b'{"a": 1}', b"", b'"\xc3\xa9"', b'"\xff"', b'\xef\xbb\xbf{}', b'"\xed\xa0\x80"', b"\xff\xfe{\x00}\x00", b"{\x00}\x00", b"\x00{\x00}", b"\x00\x00\x00{", b"1", b"x", b'"\xe9"', b'{"a": "\xe9t\xe9"}', b'"\xf0\x9f\x98\x80"', b'"\xc3"', b"[1,]", b"\xef\xbb\xbf", b"12"]), json=json)
table("json_loads_dumps", "text: json.dumps(json.loads(text))", one(GOOD), json=json)
table("json_loads_attributes", "text: _attributes(text)", one([text for text in BAD if text][:60]), _attributes=lambda text: _attributes(text))


def _attributes(text):
    """What `e.msg`, `e.pos`, `e.lineno`, `e.colno` are for a text that json.loads refuses."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return (error.msg, error.pos, error.lineno, error.colno)
    return None


