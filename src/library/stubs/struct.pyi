"""struct: signatures only."""


class error(Exception): ...


@unsupported("struct")
@raises(error)
def pack(format: str, *values: Any) -> bytes: ...
@unsupported("struct")
@raises(error)
def unpack(format: str, data: bytes) -> Any: ...
@unsupported("struct")
@raises(error)
def calcsize(format: str) -> int: ...
