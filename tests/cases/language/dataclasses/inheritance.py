"""A dataclass that derives from another."""

from dataclasses import dataclass


@dataclass
class Base:
    id: int
    name: str = "base"

    def label(self):
        return f"{self.id}:{self.name}"


@dataclass
class Derived(Base):
    extra: float = 0.5

    def label(self):
        return super().label() + f":{self.extra}"


def labels(n: int):
    return [Base(n).label(), Derived(n).label(), Derived(n, "d", 2.0).label(), repr(Derived(n))]


# labels(1); labels(-1)
