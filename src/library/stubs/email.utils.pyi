"""email.utils."""


@overload
@helper("email_utils_formatdate_now")
@effect("clock")
def formatdate(*, usegmt: Literal[True]) -> str: ...
@overload
@helper("email_utils_formatdate_usegmt")
def formatdate(timeval: float, *, usegmt: Literal[True]) -> str: ...
@overload
@helper("email_utils_formatdate_usegmt")
def formatdate(timeval: float, localtime: Literal[False], usegmt: Literal[True]) -> str: ...
@overload
@helper("email_utils_formatdate")
def formatdate(timeval: float) -> str: ...
@overload
@unsupported("the local time zone")
@effect("clock", "environment")
def formatdate(timeval: float | None = None, localtime: bool = False, usegmt: bool = False) -> str: ...
