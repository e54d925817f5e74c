"""atexit: signatures only."""


@unsupported("functions that run at the end")
@effect("global_write")
def register(function: Any, *args: Any, **kwargs: Any) -> Any: ...
