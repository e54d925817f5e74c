"""base64."""

from binascii import Error


@helper("base64_b64encode")
def b64encode(data: bytes) -> bytes: ...
@helper("base64_urlsafe_b64encode")
def urlsafe_b64encode(data: bytes) -> bytes: ...
@helper("base64_b16encode")
def b16encode(data: bytes) -> bytes: ...
@overload
@helper("base64_b64decode")
@raises(Error, ValueError)
def b64decode(data: str) -> bytes: ...
@overload
@helper("base64_b64decode_bytes")
@raises(Error)
def b64decode(data: bytes) -> bytes: ...
@overload
@helper("base64_b64decode_validate")
@raises(Error, ValueError)
def b64decode(data: str, *, validate: Literal[True]) -> bytes: ...
@helper("base64_urlsafe_b64decode")
@raises(Error, ValueError)
def urlsafe_b64decode(data: str) -> bytes: ...
