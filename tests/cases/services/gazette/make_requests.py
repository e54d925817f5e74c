"""Write the tape of this case. Usage: python3 make_requests.py"""

import sys
from pathlib import Path
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tape import bare, delete, get, post, write  # noqa: E402

requests = [get(target) for target in (
    "/", "/logo", "/articles", "/articles/", "/articles//", "/articles/1", "/articles/x", "/prices", "/rates", "/prices/", "/pricesx",
    "/by-slug/a-b", "/by-slug/a_b/x", "/by-slug/\u00e9\u00b2/long", "/by-slug/", "/by-slug/a/b/c", "/on/2024-05-17", "/on/2024-05", "/on/24-05",
    "/on/12024-05-1", "/articles?section=town", "/articles?section=", "/articles?a=1&b=2&a=3", "/articles/1?x=1", "/articles/\u00b2", "/nothing",
)]
texts = [
    "one two", "a,b; c ,d", "\u65e5\u672c\u8a9e \u0663\u0664 x\u0301", "2024-05-17 and 1999-12", "me@example.org", "me@mail.example.org", "ME@EXAMPLE.ORG",
    "\u212a\u0130SS @ann @b_\u00e9 @", "kiss", "\u212a\u0131\u017fs", "abc!", "ABF!", "-12 3-4 5", " , ; ", "", "tab\tand\u00a0space\u2003x", "a@b.c\n", "a@b.com\n",
    "a@b.com\n\n", "line\nbreak, next", "\u00bd \u2155 \u2460 \u0e50", "@\U00010400x @\U0001d7d8", "$1 \\1 ${1}",
]
requests += [get("/words/" + quote(text)) for text in texts]
articles = [
    {"title": "Fair opens"}, {"title": "A --- b!", "section": "sport", "pinned": True}, {"title": "\u00c4pfel & Birnen", "id": 99}, {"title": 5},
    {}, {"title": None, "slug": "x"}, {"section": "town", "extra": [1, {"a": 2}]},
]
requests += [post("/articles", article) for article in articles]
requests += [post("/articles", body) for body in ["[]", "5", "null", '"zzz"', '[["title", "x"]]', "", "{", '{"title": "\\u00df"}']]
requests += [get("/articles"), get("/articles/1"), get("/articles/3"), get("/articles/99999999999999999999"), get("/articles?section=sport"), get("/articles?count=7")]
quotes = [
    {"items": [{"kind": "row", "count": 3}, {"kind": "box", "count": 1}]}, {"items": []}, {"items": [{"kind": "page", "count": 1.5}]}, {"items": [{"kind": "x", "count": 1}]},
    {"items": [{"kind": "row"}]}, {"items": [{"kind": "row", "count": "3"}]}, {"items": [{"kind": "box", "count": "3"}]}, {"items": 5}, {}, {"items": [{"kind": [], "count": 1}]},
    {"items": [{"kind": "box", "count": True}]}, {"items": [{"kind": "box", "count": []}]}, {"items": [{"kind": "box", "count": 2}, {"kind": "box", "count": "x"}]},
]
requests += [post("/quotes", body) for body in quotes]
letters = [
    {"from": "a@b.org", "wording": "Hello"}, {"from": "A@B.ORG"}, {"from": "a@b.org", "wording": "Again"}, {"from": "nobody"}, {"from": 5}, {"wording": "x"},
    {"from": "bad", "tags": ["a", "b", "c"]}, {"from": "bad", "tags": "abcdefg"}, {"from": "bad", "tags": {}}, {"from": None}, {"from": "\u212a@\u017f.\u0130o"},
]
requests += [post("/letters/" + box, letter) for box in ("editor", "town") for letter in letters]
requests += [post("/letters/Town", letters[0]), post("/letters/", letters[0]), post("/letters/x1", {}), post("/elsewhere", {})]
requests += [delete(target) for target in ("/articles/1", "/articles/1", "/articles/x", "/articles", "/articles/3/x", "/articles/%D9%A3")]
requests += [get("/articles"), post("/articles", length=False), bare("PUT", "/articles/2"), bare("HEAD", "/")]
write(__file__, requests)
