"""Builtin classes that a loop walks over; the ir has a form for each in a `for`."""

from typing import Iterable, Iterator, Sequence


class range(Sequence[int]):
    @overload
    @intrinsic
    def __init__(self, stop: int) -> None: ...
    @overload
    @intrinsic
    def __init__(self, start: int, stop: int) -> None: ...
    @overload
    @intrinsic
    @raises(ValueError)
    def __init__(self, start: int, stop: int, step: int) -> None: ...
    @intrinsic
    def __iter__(self) -> Iterator[int]: ...
    @helper("range_len")
    def __len__(self) -> int: ...
    @helper("range_contains")
    def __contains__(self, n: int) -> bool: ...


class enumerate[T](Iterator[tuple[int, T]]):
    @intrinsic
    def __init__(self, items: Iterable[T], start: int = 0) -> None: ...


class zip[T](Iterator[T]):
    @overload
    @intrinsic
    def __init__(self, *items: Iterable[Any]) -> None: ...
    @overload
    @unsupported("zip(strict=True)")
    @raises(ValueError)
    def __init__(self, *items: Iterable[Any], strict: bool) -> None: ...
