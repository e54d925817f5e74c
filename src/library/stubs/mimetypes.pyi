"""mimetypes: signatures only; its table is the system's."""


@unsupported("the system's table of types")
@effect("file")
def guess_type(url: str, strict: bool = True) -> tuple[str | None, str | None]: ...
