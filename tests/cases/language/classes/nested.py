"""A class inside a class."""


class Outer:
    class Inner:
        def __init__(self, n):
            self.n = n

    def make(self, n):
        return Outer.Inner(n)


def inner(n: int):
    return Outer().make(n).n


# inner(3); inner(0)
