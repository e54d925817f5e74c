"""pathlib: signatures only, for the effects."""


class Path:
    @unsupported("files are not translated yet")
    def __init__(self, *segments: Any) -> None: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def read_text(self, encoding: str | None = None, errors: str | None = None) -> str: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def read_bytes(self) -> bytes: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def write_text(self, data: str, encoding: str | None = None) -> int: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def write_bytes(self, data: bytes) -> int: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def open(self, mode: str = "r", **options: Any) -> Any: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def exists(self) -> bool: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def is_file(self) -> bool: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def is_dir(self) -> bool: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def mkdir(self, mode: int = 511, parents: bool = False, exist_ok: bool = False) -> None: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def unlink(self, missing_ok: bool = False) -> None: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def stat(self) -> Any: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def iterdir(self) -> Any: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def glob(self, pattern: str) -> Any: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def resolve(self) -> Path: ...
    @unsupported("files are not translated yet")
    @effect("file")
    @raises(OSError)
    def rename(self, target: Any) -> Path: ...
    @unsupported("files are not translated yet")
    def __truediv__(self, other: Any) -> Path: ...
