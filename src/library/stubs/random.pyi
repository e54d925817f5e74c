"""random. The functions of the module draw from one generator of the program: seeded, it is state and gives CPython's numbers."""


class Random:
    @overload
    @helper("random_generator")
    @effect("random")
    def __init__(self) -> None: ...
    @overload
    @helper("random_generator_seed")
    def __init__(self, x: int) -> None: ...
    @helper("generator_random")
    @mutates
    def random(self) -> float: ...
    @helper("generator_randint")
    @raises(ValueError)
    @mutates
    def randint(self, a: int, b: int) -> int: ...
    @helper("generator_uniform")
    @mutates
    def uniform(self, a: float, b: float) -> float: ...
    @helper("generator_choice")
    @raises(IndexError)
    @mutates
    def choice(self, items: list[T]) -> T: ...


@helper("random_random")
@effect("random", "global_write")
def random() -> float: ...
@helper("random_randint")
@effect("random", "global_write")
@raises(ValueError)
def randint(a: int, b: int) -> int: ...
@helper("random_randrange")
@effect("random", "global_write")
@raises(ValueError)
def randrange(stop: int) -> int: ...
@helper("random_uniform")
@effect("random", "global_write")
def uniform(a: float, b: float) -> float: ...
@helper("random_choice")
@effect("random", "global_write")
@raises(IndexError)
def choice(items: list[T]) -> T: ...
@helper("random_shuffle")
@effect("random", "global_write")
@mutates
def shuffle(items: list[T]) -> None: ...
@helper("random_sample")
@effect("random", "global_write")
@raises(ValueError)
def sample(items: list[T], k: int) -> list[T]: ...
@helper("random_seed")
@effect("global_write")
def seed(a: int) -> None: ...
@unsupported("random.choices")
@effect("random", "global_write")
@raises(IndexError)
def choices(items: list[T], weights: list[float] | None = None, k: int = 1) -> list[T]: ...
@unsupported("random.gauss")
@effect("random", "global_write")
def gauss(mu: float = 0.0, sigma: float = 1.0) -> float: ...
