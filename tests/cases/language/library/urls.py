"""urllib.parse: quoting, queries and parts of URLs."""

from urllib.parse import parse_qs, quote, unquote, urlencode, urlparse


def quoted(text: str):
    return [quote(text), quote(text, safe="")]


def unquoted(text: str):
    return unquote(text)


def query(text: str):
    return parse_qs(text)


def encoded(name: str, n: int):
    return urlencode({"name": name, "n": n})


def parts(url: str):
    parsed = urlparse(url)
    return [parsed.scheme, parsed.netloc, parsed.path, parsed.query, parsed.fragment]


# quoted("a b/c?d=é&~"); quoted(""); quoted("100%"); quoted("日本-_.~")
# unquoted("a%20b%2Fc+d"); unquoted("%E9"); unquoted("%zz%"); unquoted("%C3%A9"); unquoted("")
# query("a=1&b=2&a=3"); query("a=&b"); query(""); query("a=%C3%A9+x&;c=1"); query("a=1=2")
# encoded("a b&c", 3); encoded("é", -1); encoded("", 0)
# parts("http://user@host:80/a/b;p?x=1#top"); parts("/a?b"); parts(""); parts("mailto:a@b"); parts("//h/p")
