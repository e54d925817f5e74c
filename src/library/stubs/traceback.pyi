"""traceback: signatures only."""


@unsupported("a traceback of Python's frames")
@effect("stdio")
def print_exc(**options: Any) -> None: ...
@unsupported("a traceback of Python's frames")
def format_exc(**options: Any) -> str: ...
