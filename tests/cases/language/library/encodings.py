"""base64, hex, hashes and html."""

import base64
import hashlib
import hmac
import html


def based(text: str):
    encoded = base64.b64encode(text.encode()).decode()
    return [encoded, base64.b64decode(encoded).decode(), base64.urlsafe_b64encode(text.encode()).decode()]


def unbased(text: str):
    return base64.b64decode(text).hex()


def digests(text: str):
    data = text.encode()
    return [hashlib.md5(data).hexdigest(), hashlib.sha1(data).hexdigest(), hashlib.sha256(data).hexdigest()]


def signed(key: str, text: str):
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def escaped(text: str):
    return [html.escape(text), html.escape(text, quote=False), html.unescape(html.escape(text))]


def hexed(text: str):
    return [text.encode().hex(), bytes.fromhex(text.encode().hex()).decode()]


# based("hello"); based(""); based("é日😀"); based("a>?~")
# unbased("aGk="); unbased("aGk"); unbased("!!"); unbased("")
# digests(""); digests("abc"); digests("é")
# signed("k", "text"); signed("", ""); signed("é", "日")
# escaped("<a href='x'>&\"</a>"); escaped(""); escaped("&amp;")
# hexed("hi"); hexed(""); hexed("é")
