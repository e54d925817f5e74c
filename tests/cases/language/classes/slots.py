"""`__slots__`."""


class Slotted:
    __slots__ = ("a", "b")

    def __init__(self, a, b):
        self.a = a
        self.b = b


def slotted(a: int):
    s = Slotted(a, a + 1)
    s.b *= 2
    return [s.a, s.b]


# slotted(1); slotted(-4)
