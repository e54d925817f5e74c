"""os."""


class Environ:
    """`os.environ`"""

    @helper("os_environ_getitem")
    @effect("environment")
    @raises(KeyError)
    def __getitem__(self, key: str) -> str: ...
    @helper("os_environ_contains")
    @effect("environment")
    def __contains__(self, key: str) -> bool: ...
    @unsupported("changing the environment")
    @effect("environment")
    @mutates
    def __setitem__(self, key: str, item: str) -> None: ...
    @overload
    @helper("os_environ_get")
    @effect("environment")
    def get(self, key: str) -> str | None: ...
    @overload
    @helper("os_environ_get_default")
    @effect("environment")
    def get(self, key: str, default: str) -> str: ...
    # `os.environ.get("PORT", 8080)`: text or that default.
    @overload
    @helper("os_environ_get_value")
    @effect("environment")
    def get(self, key: str, default: Json) -> Json: ...


@property
@helper("os_environ")
def environ() -> Environ: ...


sep: str = "/"
linesep: str = "\n"
name: str = "posix"
curdir: str = "."
pardir: str = ".."


@overload
@helper("os_getenv")
@effect("environment")
def getenv(key: str) -> str | None: ...
@overload
@helper("os_getenv_default")
@effect("environment")
def getenv(key: str, default: str) -> str: ...
@overload
@helper("os_getenv_value")
@effect("environment")
def getenv(key: str, default: Json) -> Json: ...
@helper("os_getpid")
@effect("process")
def getpid() -> int: ...
@unsupported("the working directory")
@effect("environment")
def getcwd() -> str: ...
@unsupported("the working directory")
@effect("environment")
def chdir(path: str) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def listdir(path: str = ".") -> list[str]: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def makedirs(path: str, mode: int = 511, exist_ok: bool = False) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def mkdir(path: str, mode: int = 511) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def remove(path: str) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def unlink(path: str) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def rename(old: str, new: str) -> None: ...
@unsupported("files are not translated yet")
@effect("file")
@raises(OSError)
def stat(path: str) -> Any: ...
@unsupported("files are not translated yet")
@effect("file")
def walk(path: str) -> Any: ...
@unsupported("files are not translated yet")
@effect("file")
def access(path: str, mode: int) -> bool: ...
@unsupported("random bytes from the system")
@effect("random")
def urandom(size: int) -> bytes: ...
@unsupported("a program of the system")
@effect("process")
def system(command: str) -> int: ...
@unsupported("forking")
@effect("process")
@raises(OSError)
def fork() -> int: ...
@unsupported("signals to processes")
@effect("process")
@raises(OSError)
def kill(pid: int, signal: int) -> None: ...
@unsupported("ending without cleaning up")
@effect("process")
def _exit(code: int) -> Never: ...
@unsupported("the number of processors")
@effect("process")
def cpu_count() -> int | None: ...
