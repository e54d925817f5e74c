"""subprocess: signatures only, for the effects."""


class CalledProcessError(Exception): ...


class TimeoutExpired(Exception): ...


class Popen:
    @unsupported("another process")
    @effect("process")
    @raises(OSError)
    def __init__(self, args: Any, **options: Any) -> None: ...
    @unsupported("another process")
    @effect("process")
    def communicate(self, input: Any = None, timeout: float | None = None) -> Any: ...
    @unsupported("another process")
    @effect("process")
    def wait(self, timeout: float | None = None) -> int: ...


@unsupported("another process")
@effect("process")
@raises(OSError, CalledProcessError)
def run(args: Any, **options: Any) -> Any: ...
@unsupported("another process")
@effect("process")
@raises(OSError, CalledProcessError)
def call(args: Any, **options: Any) -> Any: ...
@unsupported("another process")
@effect("process")
@raises(OSError, CalledProcessError)
def check_call(args: Any, **options: Any) -> Any: ...
@unsupported("another process")
@effect("process")
@raises(OSError, CalledProcessError)
def check_output(args: Any, **options: Any) -> Any: ...
