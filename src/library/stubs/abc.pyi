"""abc: the model reads it."""


class ABC: ...


@unsupported("abstract methods")
def abstractmethod(function: Any) -> Any: ...
