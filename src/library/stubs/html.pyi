"""html."""


@overload
@helper("html_escape")
def escape(s: str) -> str: ...
@overload
@helper("html_escape_quote")
def escape(s: str, quote: bool) -> str: ...
@unsupported("html.unescape")
def unescape(s: str) -> str: ...
