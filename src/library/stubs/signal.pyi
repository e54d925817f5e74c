"""signal: the front of the runtimes ends on SIGINT and SIGTERM; handlers are not translated."""


SIGINT: int = 2
SIGTERM: int = 15
SIGHUP: int = 1


@unsupported("signal handlers")
@effect("process", "global_write")
@raises(ValueError, OSError)
def signal(signalnum: int, handler: Any) -> Any: ...
