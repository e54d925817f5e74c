"""zlib."""


@helper("zlib_crc32")
def crc32(data: bytes) -> int: ...
