"""heapq: the algorithms are CPython's, so that the list has its items in CPython's order."""

from typing import Iterable


@helper("heapq_heappush")
@mutates
@stores("item")
def heappush(heap: list[T], item: T) -> None: ...
@helper("heapq_heappop")
@raises(IndexError)
@mutates
def heappop(heap: list[T]) -> T: ...
@helper("heapq_heapify")
@mutates
def heapify(heap: list[T]) -> None: ...
@helper("heapq_heappushpop")
@mutates
@stores("item")
def heappushpop(heap: list[T], item: T) -> T: ...
@helper("heapq_heapreplace")
@raises(IndexError)
@mutates
@stores("item")
def heapreplace(heap: list[T], item: T) -> T: ...
@unsupported("heapq.nlargest")
def nlargest(n: int, items: Any) -> list[Any]: ...
@unsupported("heapq.nsmallest")
def nsmallest(n: int, items: Any) -> list[Any]: ...
