"""decimal: signatures only."""


class Decimal:
    @unsupported("decimal numbers")
    def __init__(self, value: Any = "0") -> None: ...
