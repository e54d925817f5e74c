"""logging: it writes to standard error, where no client looks. The translation formats: a helper takes the level and the text."""


DEBUG: int = 10
INFO: int = 20
WARNING: int = 30
ERROR: int = 40
CRITICAL: int = 50


class Handler: ...


class StreamHandler(Handler):
    @unsupported("logging handlers")
    def __init__(self, stream: Any = None) -> None: ...


class Formatter:
    @unsupported("logging formatters")
    def __init__(self, fmt: str | None = None, datefmt: str | None = None) -> None: ...


class Logger:
    @helper("logger_debug")
    @effect("stdio", "clock")
    def debug(self, msg: Any, *args: Any) -> None: ...
    @helper("logger_info")
    @effect("stdio", "clock")
    def info(self, msg: Any, *args: Any) -> None: ...
    @helper("logger_warning")
    @effect("stdio", "clock")
    def warning(self, msg: Any, *args: Any) -> None: ...
    @helper("logger_error")
    @effect("stdio", "clock")
    def error(self, msg: Any, *args: Any) -> None: ...
    @helper("logger_critical")
    @effect("stdio", "clock")
    def critical(self, msg: Any, *args: Any) -> None: ...
    @helper("logger_exception")
    @effect("stdio", "clock")
    def exception(self, msg: Any, *args: Any) -> None: ...
    @overload
    @helper("logger_set_level")
    @effect("global_write")
    def setLevel(self, level: int) -> None: ...
    @overload
    @helper("logger_set_level_named")
    @effect("global_write")
    @raises(ValueError)
    def setLevel(self, level: str) -> None: ...
    @unsupported("logging handlers")
    @effect("global_write")
    def addHandler(self, handler: Handler) -> None: ...


@helper("logging_get_logger")
def getLogger(name: str | None = None) -> Logger: ...
@overload
@helper("logging_basic_config_named")
@effect("global_write")
@raises(ValueError)
def basicConfig(*, level: str, format: str = "%(levelname)s:%(name)s:%(message)s", datefmt: str | None = None) -> None: ...
@overload
@helper("logging_basic_config")
@effect("global_write")
def basicConfig(*, level: int = 30, format: str = "%(levelname)s:%(name)s:%(message)s", datefmt: str | None = None) -> None: ...
@helper("logging_debug")
@effect("stdio", "clock")
def debug(msg: Any, *args: Any) -> None: ...
@helper("logging_info")
@effect("stdio", "clock")
def info(msg: Any, *args: Any) -> None: ...
@helper("logging_warning")
@effect("stdio", "clock")
def warning(msg: Any, *args: Any) -> None: ...
@helper("logging_error")
@effect("stdio", "clock")
def error(msg: Any, *args: Any) -> None: ...
@helper("logging_critical")
@effect("stdio", "clock")
def critical(msg: Any, *args: Any) -> None: ...
@helper("logging_exception")
@effect("stdio", "clock")
def exception(msg: Any, *args: Any) -> None: ...
