"""urllib.parse, html, http: what a service does with URLs and pages."""

import email.utils
import html
import http
import http.client
import http.server
import io
import urllib.parse

from .samples import words
from .tables import every, one, table

QUOTED = ["", "abc", "a b", "a+b", "/path/to", "é", "日本", "😀", "~-._", "!*'()", "%", "%20", "&=?#", "a/b c", "\x00\n", "\"<>\\^`{|}", ":@[]", ",;$"]
SCOPE = {"parse": urllib.parse}
table("urllib_parse_quote", "s: parse.quote(s)", one(QUOTED + words("quote", 20)), **SCOPE)
table("urllib_parse_quote_safe", "s, safe: parse.quote(s, safe=safe)", every(QUOTED, ["", "/", "~ +", "&="]), **SCOPE)
table("urllib_parse_quote_bytes", "data: parse.quote(data)", one([b"", b"abc", b"\xff /", "é".encode()]), **SCOPE)
table("urllib_parse_quote_plus", "s: parse.quote_plus(s)", one(QUOTED), **SCOPE)
UNQUOTED = QUOTED + ["%41", "%4", "%4g", "%zz", "%C3%A9", "%c3%a9", "%C3", "%C3(", "%FF", "é%41", "%E6%97%A5x", "%F0%9F%98%80", "a%2Fb%2", "%%41", "+%2B+", "%ED%A0%80", "%00", "%41é%C3%A9é", "%e9t%e9"]
table("urllib_parse_unquote", "s: parse.unquote(s)", one(UNQUOTED), **SCOPE)
table("urllib_parse_unquote_plus", "s: parse.unquote_plus(s)", one(UNQUOTED), **SCOPE)
QUERIES = ["", "a=1", "a=1&b=2", "a=1&a=2", "a=", "a", "=1", "=", "&", "&&a=1&", "a=1;b=2", "a=b=c", "a+b=c+d", "%61=%62", "a=%C3%A9", "a=%FF", "é=日", "a=1&b=&c", "x=%zz", "q=hello%20world&lang=de", "a=1&&b=2", "a[]=1&a[]=2", "b=1&a=2&b=3", "a=1#f", "?a=1", "%26=%3D", " a = 1 ", "a=\x00", "+=+", "a=%", "a=1&b", "page=1&limit=10"]
table("urllib_parse_parse_qs", "query: parse.parse_qs(query)", one(QUERIES), **SCOPE)
table("urllib_parse_parse_qs_keep_blank", "query: parse.parse_qs(query, keep_blank_values=True)", one(QUERIES), **SCOPE)
table("urllib_parse_parse_qsl", "query: parse.parse_qsl(query)", one(QUERIES), **SCOPE)
table("urllib_parse_parse_qsl_keep_blank", "query: parse.parse_qsl(query, keep_blank_values=True)", one(QUERIES), **SCOPE)
URLS = ["", "/", "/a", "/a/b?x=1", "/a?x=1#frag", "/a#f?x", "/a;p=1?q", "/a;p/b;q", "?x=1", "#f", "//host/a", "//a", "///a", "http://h", "http://h/", "http://user:pw@h:80/p;x?q=1#f", "HTTP://H/P", "http:/a", "http:a", "mailto:a@b", "a:b", "1:2", "/a:b", "a b", "/é?ü=1", "/%zz", "/a?b?c", "/a??b", "/a#b#c", "http://[::1]:80/", "http://[::1", "http://h]/", "http://h:99999/", "/\ta\nb", " /a ", "\x00/a", "/api/users/1", "/api?x=[1]", "//[", "/a?x=1&y=2&y=3", "x+y://h/", "x_y://h/", "javascript:alert(1)", "/..//a/./b", "http://h?q", "http://h#f", "http:///p", "/a;b", ";", "/;", "/;a;b", "http://ⅷ.com/", "*", "http://h/\r\nX: y", "/a\\b"]
table("urllib_parse_urlparse", "url: tuple(parse.urlparse(url))", one(URLS), **SCOPE)
REFUSED = ["http://[::1", "http://h]/", "//[", "http://ⅷ.com/"]
table("parse_result_geturl", "url: parse.urlparse(url).geturl()", one(url for url in URLS if url not in REFUSED), **SCOPE)
HOSTS = [url for url in URLS if "//" in url] + ["//u:p@h:1", "//u@h", "//:p@h", "//h:", "//h:x", "//H:080", "//u:p:q@h", "//a@b@c:5", "//[::1%25e]:8"]
for name in ["hostname", "port", "username", "password"]:
    table(f"parse_result_{name}", f"url: parse.urlparse(url).{name}", one(HOSTS), **SCOPE)
table("urllib_parse_urlsplit", "url: tuple(parse.urlsplit(url))", one(URLS), **SCOPE)
table("urllib_parse_urlunparse", "parts: parse.urlunparse(parts)", one([("", "", "", "", "", ""), ("http", "h", "/p", "", "q=1", "f"), ("", "", "/a", "p", "", ""), ("", "h", "a", "", "", ""), ("", "", "//a", "", "", ""), ("http", "", "", "", "", "")]), **SCOPE)
table("urllib_parse_urljoin", "base, url: parse.urljoin(base, url)", every(["", "http://h/a/b?q", "http://h", "/a/b/"], ["", "c", "//[", "/c", "../c", "?x", "#f", "//o/p", "http://o/", "./", "../../../x", ";p"]), **SCOPE)
table("urllib_parse_urlencode", "pairs: parse.urlencode(pairs)", one([[], [("a", "1")], [("a", "1"), ("b", "x y")], [("é", "日"), ("a&b", "c=d")], [("a", "")], [("a", "~/+")]]), **SCOPE)
table("urllib_parse_urlencode_dict", "query: parse.urlencode(query)", one([{}, {"a": 1}, {"a": 1.5, "b": None, "c": True}, {"a": [1, 2]}, {"x y": "é"}, {1: 2}]), **SCOPE)
table("urllib_parse_urlencode_doseq", "query: parse.urlencode(query, doseq=True)", one([{}, {"a": [1, 2]}, {"a": ["x y", "é"], "b": "s"}, {"a": []}, {"a": 5}]), **SCOPE)
table("urllib_parse_urldefrag", "url: tuple(parse.urldefrag(url))", one(URLS[:12]), **SCOPE)

PAGES = ["", "abc", "<b>&\"'</b>", "&amp;", "é<日>", "a & b", "<script>alert('x')</script>", "\x00<"]
table("html_escape", "s: html.escape(s)", one(PAGES), html=html)
table("html_escape_quote", "s, quote: html.escape(s, quote)", every(PAGES, [True, False]), html=html)
table("html_unescape", "s: html.unescape(s)", one(PAGES + ["&lt;&gt;&quot;&#39;&#x27;", "&eacute;", "&notit;", "&#233;", "&#xe9;", "&#x110000;", "&#0;", "&nope;", "&amp", "&#128;", "&"]), html=html)

CODES = [status.value for status in http.HTTPStatus]
table("http_status_phrase", "code: http.HTTPStatus(code).phrase", one(CODES + [0, 299, 999]), http=http)
table("http_status_description", "code: http.HTTPStatus(code).description", one(CODES), http=http)
table("handler_responses", "code: Handler.responses.get(code)", one([*CODES, 0, 299, 999]), Handler=http.server.BaseHTTPRequestHandler)
STAMPS = [0, 1, 1.5, -1, 86399, 86400, 951782400, 1000000000, 1700000000, 1704067199.999, 1709164800, 2147483647, 4102444800, 253402300799]
table("handler_date_time_string", "timestamp: Handler.date_time_string(None, timestamp)", one(STAMPS), Handler=http.server.BaseHTTPRequestHandler)
table("email_utils_formatdate_usegmt", "timestamp: utils.formatdate(timestamp, usegmt=True)", one(STAMPS), utils=email.utils)
table("email_utils_formatdate", "timestamp: utils.formatdate(timestamp)", one(STAMPS), utils=email.utils)
ERRORS = [(404, None, None), (404, "File not found", None), (400, "Bad <request> & \"co\"", None), (500, None, "because <it> broke"), (501, "Unsupported method ('BREW')", None), (299, None, None), (999, "odd", "why"), (204, None, None), (304, None, None), (205, None, None), (404, "é", None), (100, None, None), (404, "", None)]
table("handler_send_error", "code, message, explain: _send_error(code, message, explain)", ERRORS, _send_error=lambda code, message, explain: _send_error(code, message, explain))
LINES = ["GET / HTTP/1.1", "GET / HTTP/1.0", "GET /", "POST /", "GET", "", "GET  /  HTTP/1.1", "GET / HTTP/2.0", "GET / HTTP/1.2", "GET / HTTP/0.9", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.1.1", "GET / HTTP/x.y", "GET / HTTP/1.1 x", "BREW / HTTP/1.1", "get / HTTP/1.1", "GET //a HTTP/1.1", "GET ///a/b HTTP/1.1", "GET http://h/a HTTP/1.1", "GET /é HTTP/1.1", "GET / HTTP/12345678901.1", "GET / HTTP/-1.1", "GET / HTTP/1.10", "GET / HTTP/٣.1", "OPTIONS * HTTP/1.1", "GET /a%20b?x=1 HTTP/1.1", "GET / FTP/1.1", "  GET / HTTP/1.1", "GET /a b HTTP/1.1", "GET / HTTP/1.1\x0b", "GET\t/\tHTTP/1.1", "GET / HTTP/+1.1", "GET / HTTP/1_0.1"]
table("handler_parse_request", "line: _parse_request(line)", one(LINES), _parse_request=lambda line: _parse_request(line))


HEADERS = [[], [("Host", "h")], [("Content-Length", "5"), ("content-length", "6"), ("X-A", "é")], [("Content-Type", "Text/HTML; charset=utf-8"), ("Accept", "")], [("content-type", "odd")]]
NAMES = ["host", "CONTENT-LENGTH", "x-a", "Accept", "content-type", "missing", ""]
for name, meaning in {"get": "headers, name: _headers(headers).get(name)", "getitem": "headers, name: _headers(headers)[name]", "contains": "headers, name: name in _headers(headers)", "get_all": "headers, name: _headers(headers).get_all(name)"}.items():
    table(f"headers_{name}", meaning, every(HEADERS, NAMES), _headers=lambda headers: _headers(headers))
table("headers_get_default", "headers, name, failobj: _headers(headers).get(name, failobj)", every(HEADERS, NAMES[:4], ["", "d"]), _headers=lambda headers: _headers(headers))
table("headers_get_value", "headers, name, failobj: _headers(headers).get(name, failobj)", every(HEADERS, NAMES[:4], [0, None, False]), _headers=lambda headers: _headers(headers))
for name in ["items", "keys", "values"]:
    table(f"headers_{name}", f"headers: list(_headers(headers).{name}())", one(HEADERS), _headers=lambda headers: _headers(headers))
table("headers_len", "headers: len(_headers(headers))", one(HEADERS), _headers=lambda headers: _headers(headers))
table("headers_get_content_type", "headers: _headers(headers).get_content_type()", one(HEADERS + [[("Content-Type", text)] for text in ["text/plain", "TEXT/Plain ;x", "a/b/c", "", ";", "text", " text/html"]]), _headers=lambda headers: _headers(headers))


def _headers(pairs):
    """The headers of a request as http.server has them."""
    text = "".join(f"{name}: {value}\r\n" for name, value in pairs) + "\r\n"
    return http.client.parse_headers(io.BytesIO(text.encode("latin-1")))


def _handler():
    handler = http.server.BaseHTTPRequestHandler.__new__(http.server.BaseHTTPRequestHandler)
    handler.wfile = io.BytesIO()
    handler.client_address = ("127.0.0.1", 1)
    handler.request_version = "HTTP/1.1"
    handler.requestline = "GET / HTTP/1.1"
    handler.command = "GET"
    handler.date_time_string = lambda timestamp=None: "DATE"
    handler.version_string = lambda: "SERVER"
    handler.log_message = lambda *arguments: None
    return handler


def _send_error(code, message, explain):
    """What BaseHTTPRequestHandler.send_error writes, with DATE and SERVER for the two headers that differ by run."""
    handler = _handler()
    handler.send_error(code, message, explain)
    return handler.wfile.getvalue()


def _parse_request(line):
    """(accepted, command, path, request_version, close_connection, what was written) after a request line and no headers."""
    handler = _handler()
    handler.raw_requestline = (line + "\r\n").encode("utf-8")
    handler.rfile = io.BytesIO(b"\r\n")
    accepted = handler.parse_request()
    return (accepted, handler.command, getattr(handler, "path", None), handler.request_version, handler.close_connection, handler.wfile.getvalue())
