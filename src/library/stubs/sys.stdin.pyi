"""sys.stdin: the standard input as text."""


@helper("stdin_read")
@effect("stdio")
def read() -> str: ...
@helper("stdin_readline")
@effect("stdio")
def readline() -> str: ...
@helper("stdin_readlines")
@effect("stdio")
def readlines() -> list[str]: ...
