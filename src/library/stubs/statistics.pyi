"""statistics: signatures only."""


class StatisticsError(ValueError): ...


@unsupported("statistics")
@raises(StatisticsError)
def mean(items: Any) -> Any: ...
@unsupported("statistics")
@raises(StatisticsError)
def median(items: Any) -> Any: ...
@unsupported("statistics")
@raises(StatisticsError)
def stdev(items: Any) -> Any: ...
@unsupported("statistics")
@raises(StatisticsError)
def pstdev(items: Any) -> Any: ...
@unsupported("statistics")
@raises(StatisticsError)
def mode(items: Any) -> Any: ...
