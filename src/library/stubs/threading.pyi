"""threading. A lock of the program stays a lock; threads of its own are not translated."""


class Lock:
    @helper("threading_lock")
    def __init__(self) -> None: ...
    @helper("lock_acquire")
    @effect("lock")
    def acquire(self) -> bool: ...
    @helper("lock_release")
    @effect("lock")
    @raises(RuntimeError)
    def release(self) -> None: ...
    @helper("lock_acquire")
    @effect("lock")
    def __enter__(self) -> bool: ...
    @helper("lock_release")
    @effect("lock")
    def __exit__(self) -> None: ...


class RLock:
    @helper("threading_rlock")
    def __init__(self) -> None: ...
    @helper("rlock_acquire")
    @effect("lock")
    def acquire(self) -> bool: ...
    @helper("rlock_release")
    @effect("lock")
    @raises(RuntimeError)
    def release(self) -> None: ...
    @helper("rlock_acquire")
    @effect("lock")
    def __enter__(self) -> bool: ...
    @helper("rlock_release")
    @effect("lock")
    def __exit__(self) -> None: ...


class Thread:
    @unsupported("threads of the program's own")
    def __init__(self, group: None = None, target: Any = None, name: str | None = None, args: Any = ..., kwargs: Any = None, *, daemon: bool | None = None) -> None: ...
    @unsupported("threads of the program's own")
    @effect("process")
    def start(self) -> None: ...
    @unsupported("threads of the program's own")
    @effect("process")
    def join(self, timeout: float | None = None) -> None: ...


class Event:
    @unsupported("threads of the program's own")
    def __init__(self) -> None: ...


class Timer:
    @unsupported("threads of the program's own")
    def __init__(self, interval: float, function: Any) -> None: ...


class local:
    @unsupported("values for each thread")
    def __init__(self) -> None: ...


@unsupported("threads as values")
def current_thread() -> Thread: ...
