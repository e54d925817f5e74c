"""gzip: signatures only."""


@unsupported("gzip")
@effect("clock")
def compress(data: bytes, compresslevel: int = 9) -> bytes: ...
@unsupported("gzip")
@raises(OSError, EOFError)
def decompress(data: bytes) -> bytes: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def open(filename: Any, mode: str = "rb", **options: Any) -> Any: ...
