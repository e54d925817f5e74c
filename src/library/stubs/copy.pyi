"""copy."""


@overload
@intrinsic
def copy(x: list[T]) -> list[T]: ...
@overload
@intrinsic
def copy(x: dict[K, V]) -> dict[K, V]: ...
@overload
@unsupported("copy.copy of this type")
def copy(x: T) -> T: ...
@unsupported("copy.deepcopy")
def deepcopy(x: T) -> T: ...
