"""urllib.request: signatures only, for the effects."""


class Request:
    @unsupported("an HTTP client")
    def __init__(self, url: str, data: bytes | None = None, headers: Any = ..., **options: Any) -> None: ...


@unsupported("an HTTP client")
@effect("network")
@raises(OSError, ValueError)
def urlopen(url: Any, data: bytes | None = None, timeout: float = ..., **options: Any) -> Any: ...
