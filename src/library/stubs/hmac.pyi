"""hmac."""

from hashlib import Hash


@overload
@helper("hmac_compare_digest")
@raises(TypeError)
def compare_digest(a: str, b: str) -> bool: ...
@overload
@helper("hmac_compare_digest_bytes")
def compare_digest(a: bytes, b: bytes) -> bool: ...
@unsupported("hmac.new")
def new(key: bytes, msg: bytes | None = None, digestmod: Any = ...) -> Hash: ...
