"""httpx: signatures only, for the effects."""


class HTTPError(Exception): ...


class Response:
    @unsupported("an HTTP client")
    @raises(ValueError)
    def json(self) -> Json: ...
    @unsupported("an HTTP client")
    @raises(HTTPError)
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


class Client:
    @unsupported("an HTTP client")
    def __init__(self, **options: Any) -> None: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def get(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def post(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def put(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def patch(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def delete(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def head(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    @raises(HTTPError)
    def options(self, url: str, **options: Any) -> Response: ...
    @unsupported("an HTTP client")
    @effect("network")
    def request(self, method: str, url: str, **options: Any) -> Response: ...


@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def get(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def post(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def put(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def patch(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def delete(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def head(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def options(url: str, **options: Any) -> Response: ...
@unsupported("an HTTP client")
@effect("network")
@raises(HTTPError)
def request(method: str, url: str, **options: Any) -> Response: ...
