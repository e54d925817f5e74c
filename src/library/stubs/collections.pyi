"""collections."""

from typing import Iterable


class OrderedDict[K, V](dict[K, V]):
    @unsupported("OrderedDict")
    def __init__(self, items: Any = ...) -> None: ...


class defaultdict[K, V](dict[K, V]):
    @unsupported("defaultdict")
    def __init__(self, default_factory: Any = None) -> None: ...


class Counter[K](dict[K, int]):
    @unsupported("Counter")
    def __init__(self, items: Any = ...) -> None: ...


class deque[T](Iterable[T]):
    @unsupported("deque")
    def __init__(self, items: Any = ..., maxlen: int | None = None) -> None: ...


@unsupported("namedtuple")
def namedtuple(name: str, fields: Any) -> Any: ...
