"""requests: signatures only, for the effects."""


class RequestException(OSError): ...


class Response:
    @unsupported("an HTTP client")
    @raises(ValueError)
    def json(self) -> Json: ...
    @unsupported("an HTTP client")
    @raises(RequestException)
    def raise_for_status(self) -> None: ...
    @property
    @unsupported("an HTTP client")
    def status_code(self) -> int: ...
    @property
    @unsupported("an HTTP client")
    def text(self) -> str: ...
    @property
    @unsupported("an HTTP client")
    def content(self) -> bytes: ...


class Session:
    @unsupported("an HTTP client")
    def __init__(self, **options: Any) -> None: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def get(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def post(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def put(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def patch(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def delete(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def head(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(RequestException)
    def options(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    def request(self, method: str, url: str, **options: Any) -> Response: ...


@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def get(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def post(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def put(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def patch(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def delete(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def head(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def options(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(RequestException)
def request(method: str, url: str, **options: Any) -> Response: ...
