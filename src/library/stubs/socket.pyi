"""socket: signatures only, for the effects."""


class socket:
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def __init__(self, family: int = -1, type: int = -1, proto: int = -1) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def connect(self, address: Any) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def bind(self, address: Any) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def listen(self, backlog: int = 128) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def accept(self) -> Any: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def send(self, data: bytes) -> int: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def sendall(self, data: bytes) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def recv(self, size: int) -> bytes: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def close(self) -> None: ...
    @unsupported("sockets of the program's own")
    @effect("network")
    @raises(OSError)
    def settimeout(self, timeout: float | None) -> None: ...


@unsupported("sockets of the program's own")
@effect("network")
@raises(OSError)
def gethostname() -> str: ...
@unsupported("sockets of the program's own")
@effect("network")
@raises(OSError)
def gethostbyname(hostname: str) -> str: ...
@unsupported("sockets of the program's own")
@effect("network")
@raises(OSError)
def getfqdn(name: str = "") -> str: ...
@unsupported("sockets of the program's own")
@effect("network")
@raises(OSError)
def create_connection(address: Any, timeout: float = ...) -> socket: ...
