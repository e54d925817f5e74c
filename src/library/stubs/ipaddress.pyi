"""ipaddress: signatures only."""


@unsupported("ipaddress")
@raises(ValueError)
def ip_address(address: Any) -> Any: ...
@unsupported("ipaddress")
@raises(ValueError)
def ip_network(address: Any, strict: bool = True) -> Any: ...
