"""secrets."""

from hmac import compare_digest as compare_digest


@helper("secrets_token_hex")
@effect("random")
def token_hex(nbytes: int = 32) -> str: ...
@helper("secrets_token_bytes")
@effect("random")
def token_bytes(nbytes: int = 32) -> bytes: ...
@helper("secrets_token_urlsafe")
@effect("random")
def token_urlsafe(nbytes: int = 32) -> str: ...
@unsupported("secrets.choice")
@effect("random")
@raises(IndexError)
def choice(items: list[T]) -> T: ...
@unsupported("secrets.randbelow")
@effect("random")
@raises(ValueError)
def randbelow(n: int) -> int: ...
