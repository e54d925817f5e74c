"""multiprocessing: signatures only."""


class Process:
    @unsupported("another process")
    @effect("process")
    def __init__(self, **options: Any) -> None: ...


class Pool:
    @unsupported("another process")
    @effect("process")
    def __init__(self, processes: int | None = None) -> None: ...


@unsupported("the number of processors")
@effect("process")
def cpu_count() -> int: ...
