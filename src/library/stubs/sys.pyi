"""sys."""

from io import TextIOWrapper


@property
@helper("sys_argv")
@effect("environment")
def argv() -> list[str]: ...
@property
@intrinsic
def stdout() -> TextIOWrapper: ...
@property
@intrinsic
def stderr() -> TextIOWrapper: ...
@property
@unsupported("the standard input as a value")
def stdin() -> TextIOWrapper: ...
@property
@unsupported("the import path")
@effect("global_read")
def path() -> list[str]: ...
@property
@unsupported("the loaded modules")
@effect("global_read")
def modules() -> dict[str, Any]: ...


platform: str = "linux"
maxsize: int = 9223372036854775807
byteorder: str = "little"
version: str = "3.11.7"


@helper("sys_exit")
@effect("process")
@raises(SystemExit)
def exit(code: int | str | None = None) -> Never: ...
@unsupported("the exception that is being handled, as a value")
def exc_info() -> Any: ...
@unsupported("the size of an object")
def getsizeof(value: Any) -> int: ...
@unsupported("the depth of the interpreter's stack")
@effect("global_write")
def setrecursionlimit(n: int) -> None: ...
