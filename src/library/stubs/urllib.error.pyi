"""urllib.error."""


class URLError(OSError): ...


class HTTPError(URLError): ...
