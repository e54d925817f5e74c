"""socketserver."""


class BaseServer:
    @helper("server_serve_forever")
    @effect("network")
    @raises(KeyboardInterrupt)
    def serve_forever(self, poll_interval: float = 0.5) -> None: ...
    @helper("server_shutdown")
    @effect("network")
    def shutdown(self) -> None: ...
    @helper("server_server_close")
    @effect("network")
    def server_close(self) -> None: ...
    @unsupported("a server that answers a single request")
    @effect("network")
    def handle_request(self) -> None: ...
    @property
    @helper("server_server_address")
    def server_address(self) -> tuple[str, int]: ...


class TCPServer(BaseServer):
    allow_reuse_address: bool = False
    request_queue_size: int = 5

    @unsupported("a server without http.server")
    @effect("network")
    @raises(OSError)
    def __init__(self, server_address: tuple[str, int], RequestHandlerClass: type[BaseRequestHandler], bind_and_activate: bool = True) -> None: ...


class ThreadingMixIn:
    daemon_threads: bool = False
    block_on_close: bool = True


class ForkingMixIn: ...


class ThreadingTCPServer(ThreadingMixIn, TCPServer): ...


class BaseRequestHandler: ...


class StreamRequestHandler(BaseRequestHandler): ...
