"""Writes requests.jsonl beside this script."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from tape import post, write  # noqa: E402

requests = []


def given(path, value):
    requests.append(post(path, json.dumps(value)))


for n in [0, 1, 2, 3, 5, 20, 100, 400]:
    given("/recursion", n)
for n in [0, 1, 2, 4, 7, 10, 98, -3]:
    given("/ranges", n)
for value in [1, [], [1, [2, []], [[3]]], {"a": [1]}, None, [["x"] * 3] * 3]:
    given("/leaves", value)
texts = ["", "a", "ab", "b,a,c", "the cat sat", "it's", "12", "é\\n\"", "Z", "a\u00a0b", "zz"]
for path in ["pairs", "grouped", "always", "texts", "absent", "drawn"]:
    for text in texts:
        given("/" + path, text)
for value in ["1", "1,2,3", "3,1,2,2", "0,5", "x", ""]:
    given("/shared", value)
for n in [1, 2, 3, 3, 7, 1]:
    given("/rows", n)
for value in ["text", "it's", "", 5, 2.5, None, True, [1, "a"], {"a": 1}, "a\u00a0\\"]:
    given("/raised", value)
for value in [0, 1.5, -0.0, "nan", "inf", 1e16, "x"]:
    given("/signs", value)
requests += [post("/nothing", 1), post("/recursion", '"x"'), post("/texts", "{", content_type="text/plain")]

write(__file__, requests)
