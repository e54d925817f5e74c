"""Classes with `__iter__` and `__next__`."""


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Evens:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(0, self.n, 2):
            yield i


def counted(n: int):
    return [i for i in Countdown(n)]


def evens(n: int):
    return list(Evens(n))


# counted(0); counted(3)
# evens(0); evens(5)
