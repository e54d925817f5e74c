"""Defaults, field factories, `__post_init__`."""

from dataclasses import dataclass, field


@dataclass
class Basket:
    owner: str
    items: list = field(default_factory=list)
    limits: dict = field(default_factory=dict)
    total: int = 0

    def add(self, item: str):
        self.items.append(item)
        self.total += 1


@dataclass
class Checked:
    low: int
    high: int

    def __post_init__(self):
        if self.low > self.high:
            raise ValueError(f"{self.low} > {self.high}")
        self.width = self.high - self.low


def separate(name: str):
    one, other = Basket(name), Basket(name)
    one.add("x")
    return [one.items, other.items, one.total, other.total]


def checked(low: int, high: int):
    return Checked(low, high).width


# separate("a")
# checked(1, 5); checked(5, 5); checked(6, 5)
