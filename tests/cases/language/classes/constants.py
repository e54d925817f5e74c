"""Constants of a class: numbers, text, tuples."""


class Limits:
    COUNT = 10
    NAME = "limit"
    NAMES = ("small", "large")

    def name(self, i):
        return self.NAMES[i]


def named(n: int):
    return Limits.NAMES[0] if n < Limits.COUNT else Limits.NAME


def by_instance(i: int):
    return Limits().name(i)


def contained(name: str):
    return name in Limits.NAMES


# named(5); named(10); named(-1)
# by_instance(0); by_instance(-1); by_instance(2)
# contained("small"); contained("")
