"""http.server: the front of the runtimes answers as it does."""

from http.client import HTTPMessage
from io import BufferedReader, BufferedWriter
from socketserver import StreamRequestHandler, TCPServer, ThreadingMixIn


class HTTPServer(TCPServer):
    allow_reuse_address: bool = True

    @helper("http_server")
    @effect("network")
    @raises(OSError, OverflowError)
    def __init__(self, server_address: tuple[str, int], RequestHandlerClass: type[BaseHTTPRequestHandler]) -> None: ...
    @helper("server_enter")
    def __enter__(self) -> Self: ...
    @helper("server_server_close")
    @effect("network")
    def __exit__(self) -> None: ...


class ThreadingHTTPServer(ThreadingMixIn, HTTPServer):
    daemon_threads: bool = True

    @helper("threading_http_server")
    @effect("network")
    @raises(OSError, OverflowError)
    def __init__(self, server_address: tuple[str, int], RequestHandlerClass: type[BaseHTTPRequestHandler]) -> None: ...


class BaseHTTPRequestHandler(StreamRequestHandler):
    """One request and its answer. Header text that is not latin-1 is *beyond*."""

    protocol_version: str = "HTTP/1.0"
    server_version: str = "BaseHTTP/0.6"
    sys_version: str = "Python/3.11.7"
    default_request_version: str = "HTTP/0.9"
    error_content_type: str = "text/html;charset=utf-8"

    @property
    @helper("handler_command")
    def command(self) -> str: ...
    @property
    @helper("handler_path")
    def path(self) -> str: ...
    @property
    @helper("handler_request_version")
    def request_version(self) -> str: ...
    @property
    @helper("handler_requestline")
    def requestline(self) -> str: ...
    @property
    @helper("handler_headers")
    def headers(self) -> HTTPMessage: ...
    @property
    @helper("handler_client_address")
    def client_address(self) -> tuple[str, int]: ...
    @property
    @helper("handler_rfile")
    def rfile(self) -> BufferedReader: ...
    @property
    @helper("handler_wfile")
    def wfile(self) -> BufferedWriter: ...
    @property
    @helper("handler_close_connection")
    def close_connection(self) -> bool: ...
    @property
    @unsupported("the server object of a handler")
    def server(self) -> HTTPServer: ...
    @overload
    @helper("handler_send_response")
    @effect("stdio", "clock")
    @mutates
    def send_response(self, code: int) -> None: ...
    @overload
    @helper("handler_send_response_message")
    @effect("stdio", "clock")
    @mutates
    def send_response(self, code: int, message: str | None) -> None: ...
    @overload
    @helper("handler_send_response_only")
    @mutates
    def send_response_only(self, code: int) -> None: ...
    @overload
    @helper("handler_send_response_only_message")
    @mutates
    def send_response_only(self, code: int, message: str | None) -> None: ...
    @overload
    @helper("handler_send_header")
    @mutates
    def send_header(self, keyword: str, value: str) -> None: ...
    # `send_header("Content-Length", len(body))`
    @overload
    @helper("handler_send_header_int")
    @mutates
    def send_header(self, keyword: str, value: int) -> None: ...
    @helper("handler_end_headers")
    @effect("network")
    @mutates
    def end_headers(self) -> None: ...
    @helper("handler_flush_headers")
    @effect("network")
    @mutates
    def flush_headers(self) -> None: ...
    @helper("handler_send_error")
    @effect("network", "stdio", "clock")
    @mutates
    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None: ...
    # The translation formats: the helper takes the text.
    @helper("handler_log_message")
    @effect("stdio", "clock")
    def log_message(self, format: str, *args: Any) -> None: ...
    @helper("handler_log_error")
    @effect("stdio", "clock")
    def log_error(self, format: str, *args: Any) -> None: ...
    @helper("handler_log_request")
    @effect("stdio", "clock")
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None: ...
    @overload
    @helper("handler_date_time_string_now")
    @effect("clock")
    def date_time_string(self) -> str: ...
    @overload
    @helper("handler_date_time_string")
    def date_time_string(self, timestamp: float) -> str: ...
    @unsupported("the local time zone")
    @effect("clock", "environment")
    def log_date_time_string(self) -> str: ...
    @helper("handler_version_string")
    def version_string(self) -> str: ...
    @helper("handler_address_string")
    def address_string(self) -> str: ...
    @unsupported("a handler that handles a connection itself")
    @effect("network")
    def handle(self) -> None: ...
    @unsupported("a handler that handles a connection itself")
    @effect("network")
    def handle_one_request(self) -> None: ...
    @unsupported("a handler that parses requests itself")
    def parse_request(self) -> bool: ...


class SimpleHTTPRequestHandler(BaseHTTPRequestHandler):
    """Serves files; none of its own methods is translated."""

    @unsupported("serving files")
    @effect("file", "network")
    def do_GET(self) -> None: ...
    @unsupported("serving files")
    @effect("file", "network")
    def do_HEAD(self) -> None: ...
    @unsupported("serving files")
    @effect("file", "network")
    def send_head(self) -> Any: ...
    @unsupported("serving files")
    @effect("file")
    def list_directory(self, path: str) -> Any: ...
    @unsupported("serving files")
    @effect("environment")
    def translate_path(self, path: str) -> str: ...
    @unsupported("serving files")
    def guess_type(self, path: str) -> str: ...
