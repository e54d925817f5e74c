"""asyncio: signatures only."""


class Lock:
    @unsupported("asyncio")
    def __init__(self) -> None: ...


class Event:
    @unsupported("asyncio")
    def __init__(self) -> None: ...


class Queue:
    @unsupported("asyncio")
    def __init__(self, maxsize: int = 0) -> None: ...


@unsupported("asyncio")
def run(main: Any) -> Any: ...
@unsupported("asyncio")
@effect("clock")
def sleep(delay: float, result: Any = None) -> Any: ...
@unsupported("asyncio")
def gather(*awaitables: Any) -> Any: ...
@unsupported("asyncio")
def create_task(coroutine: Any) -> Any: ...
@unsupported("asyncio")
@effect("clock")
@raises(TimeoutError)
def wait_for(awaitable: Any, timeout: float | None) -> Any: ...
@unsupported("asyncio")
def get_event_loop() -> Any: ...
@unsupported("asyncio")
def to_thread(function: Any, *args: Any, **kwargs: Any) -> Any: ...
