"""operator: keys of sorts; signatures only."""


@unsupported("operator.itemgetter")
def itemgetter(*keys: Any) -> Any: ...
@unsupported("operator.attrgetter")
def attrgetter(*names: str) -> Any: ...
