"""uuid."""


class UUID:
    @helper("uuid_uuid")
    @raises(ValueError)
    def __init__(self, hex: str) -> None: ...
    @helper("uuid_str")
    def __str__(self) -> str: ...
    @property
    @helper("uuid_hex")
    def hex(self) -> str: ...
    @property
    @helper("uuid_bytes")
    def bytes(self) -> bytes: ...
    @property
    @helper("uuid_version")
    def version(self) -> int | None: ...


@helper("uuid_uuid4")
@effect("random")
def uuid4() -> UUID: ...
@unsupported("uuid1 names the machine")
@effect("random", "clock", "network")
def uuid1() -> UUID: ...
@unsupported("uuid5")
def uuid5(namespace: UUID, name: str) -> UUID: ...
