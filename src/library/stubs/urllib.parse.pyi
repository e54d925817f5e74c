"""urllib.parse."""


class ParseResult:
    """What urlparse gives. As in CPython it is a tuple too; only its attributes are translated."""

    @property
    @helper("parse_result_scheme")
    def scheme(self) -> str: ...
    @property
    @helper("parse_result_netloc")
    def netloc(self) -> str: ...
    @property
    @helper("parse_result_path")
    def path(self) -> str: ...
    @property
    @helper("parse_result_params")
    def params(self) -> str: ...
    @property
    @helper("parse_result_query")
    def query(self) -> str: ...
    @property
    @helper("parse_result_fragment")
    def fragment(self) -> str: ...
    @property
    @helper("parse_result_hostname")
    def hostname(self) -> str | None: ...
    @property
    @helper("parse_result_port")
    @raises(ValueError)
    def port(self) -> int | None: ...
    @property
    @helper("parse_result_username")
    def username(self) -> str | None: ...
    @property
    @helper("parse_result_password")
    def password(self) -> str | None: ...
    @helper("parse_result_geturl")
    def geturl(self) -> str: ...


class SplitResult:
    """What urlsplit gives."""

    @property
    @helper("split_result_scheme")
    def scheme(self) -> str: ...
    @property
    @helper("split_result_netloc")
    def netloc(self) -> str: ...
    @property
    @helper("split_result_path")
    def path(self) -> str: ...
    @property
    @helper("split_result_query")
    def query(self) -> str: ...
    @property
    @helper("split_result_fragment")
    def fragment(self) -> str: ...
    @helper("split_result_geturl")
    def geturl(self) -> str: ...


@overload
@helper("urllib_parse_urlparse")
@raises(ValueError)
def urlparse(url: str) -> ParseResult: ...
@overload
@unsupported("urlparse with a default scheme")
@raises(ValueError)
def urlparse(url: str, scheme: str = "", allow_fragments: bool = True) -> ParseResult: ...
@helper("urllib_parse_urlsplit")
@raises(ValueError)
def urlsplit(url: str) -> SplitResult: ...
@overload
@helper("urllib_parse_parse_qs")
def parse_qs(query: str) -> dict[str, list[str]]: ...
@overload
@helper("urllib_parse_parse_qs_keep_blank")
def parse_qs(query: str, keep_blank_values: Literal[True]) -> dict[str, list[str]]: ...
@overload
@helper("urllib_parse_parse_qsl")
def parse_qsl(query: str) -> list[tuple[str, str]]: ...
@overload
@helper("urllib_parse_parse_qsl_keep_blank")
def parse_qsl(query: str, keep_blank_values: Literal[True]) -> list[tuple[str, str]]: ...
@overload
@helper("urllib_parse_quote")
@wrong_type(TypeError, "quote_from_bytes() expected bytes")
def quote(string: str) -> str: ...
@overload
@helper("urllib_parse_quote_safe")
def quote(string: str, safe: str) -> str: ...
@overload
@helper("urllib_parse_quote_bytes")
def quote(string: bytes) -> str: ...
@helper("urllib_parse_quote_plus")
def quote_plus(string: str) -> str: ...
@helper("urllib_parse_unquote")
def unquote(string: str) -> str: ...
@helper("urllib_parse_unquote_plus")
def unquote_plus(string: str) -> str: ...
@overload
@helper("urllib_parse_urlencode")
def urlencode(query: list[tuple[str, str]]) -> str: ...
@overload
@helper("urllib_parse_urlencode_dict")
def urlencode(query: dict[str, str]) -> str: ...
@overload
@unsupported("urlencode of values that are not all text")
@raises(TypeError)
def urlencode(query: Any, doseq: bool = False) -> str: ...
@helper("urllib_parse_urljoin")
@raises(ValueError)
def urljoin(base: str, url: str) -> str: ...
@unsupported("urlunparse")
def urlunparse(parts: Any) -> str: ...
@unsupported("urldefrag")
@raises(ValueError)
def urldefrag(url: str) -> Any: ...
