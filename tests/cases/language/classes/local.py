"""A class inside a function."""


def local(n: int):
    class Local:
        def __init__(self, n):
            self.n = n

        def twice(self):
            return self.n * 2

    return Local(n).twice()


# local(4); local(-1)
