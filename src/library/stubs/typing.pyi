"""typing: what stands in annotations. An annotation is a claim of the program; the names here only have to be known."""


class Iterable[T]:
    @intrinsic
    def __iter__(self) -> Iterator[T]: ...


class Iterator[T](Iterable[T]): ...


class Generator[T, S, R](Iterator[T]): ...


class Sequence[T](Iterable[T]): ...


class Mapping[K, V](Iterable[K]): ...


class KeysView[K](Iterable[K]):
    @intrinsic
    def __len__(self) -> int: ...
    @intrinsic
    def __contains__(self, key: K) -> bool: ...


class ValuesView[V](Iterable[V]):
    @intrinsic
    def __len__(self) -> int: ...
    @intrinsic
    def __contains__(self, item: V) -> bool: ...


class ItemsView[K, V](Iterable[tuple[K, V]]):
    @intrinsic
    def __len__(self) -> int: ...
    @unsupported("in of dict.items()")
    def __contains__(self, item: tuple[K, V]) -> bool: ...


class NamedTuple: ...


class Protocol: ...


class TypedDict: ...


class TypeVar:
    @intrinsic
    def __init__(self, name: str, *constraints: Any, bound: Any = None) -> None: ...


class Generic: ...


@intrinsic
def cast(kind: Any, value: T) -> T: ...
@intrinsic
def overload(function: T) -> T: ...
@intrinsic
def final(function: T) -> T: ...
@intrinsic
def NewType(name: str, kind: Any) -> Any: ...


TYPE_CHECKING: bool = False
