"""html."""


@overload
@helper("html_escape")
@wrong_type(AttributeError, "'{type}' object has no attribute 'replace'")
def escape(s: str) -> str: ...
@overload
@helper("html_escape_quote")
def escape(s: str, quote: bool) -> str: ...
@unsupported("html.unescape")
def unescape(s: str) -> str: ...
