"""io: the streams of a request and of the process; files are not translated yet."""


class BufferedReader:
    """`self.rfile`: the body of the request."""

    @overload
    @helper("rfile_read")
    @effect("network")
    def read(self, size: int) -> bytes: ...
    @overload
    @unsupported("reading a request to the end of the connection")
    @effect("network")
    def read(self) -> bytes: ...
    @unsupported("reading a request by lines")
    @effect("network")
    def readline(self, size: int = -1) -> bytes: ...


class BufferedWriter:
    """`self.wfile`: collected, and written to the socket after the handler returned."""

    @helper("wfile_write")
    @effect("network")
    def write(self, data: bytes) -> int: ...
    @helper("wfile_flush")
    @effect("network")
    def flush(self) -> None: ...


class TextIOWrapper:
    """`sys.stdout`, `sys.stderr`"""

    @intrinsic
    @effect("stdio")
    def write(self, text: str) -> int: ...
    @intrinsic
    @effect("stdio")
    def flush(self) -> None: ...


class BytesIO:
    @unsupported("io.BytesIO")
    def __init__(self, data: bytes = b"") -> None: ...


class StringIO:
    @unsupported("io.StringIO")
    def __init__(self, text: str = "") -> None: ...
