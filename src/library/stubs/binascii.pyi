"""binascii."""


class Error(ValueError): ...


@helper("binascii_hexlify")
def hexlify(data: bytes) -> bytes: ...
@helper("binascii_unhexlify")
@raises(Error, ValueError)
def unhexlify(data: str) -> bytes: ...
