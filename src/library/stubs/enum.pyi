"""enum: the classes are read by the model."""


class Enum: ...


class IntEnum(int, Enum): ...


class Flag(Enum): ...


@unsupported("enum.auto")
def auto() -> int: ...
