"""`__str__`, `__repr__` and where each is used."""


class Money:
    def __init__(self, cents):
        self.cents = cents

    def __str__(self):
        return f"{self.cents // 100}.{self.cents % 100:02d}"

    def __repr__(self):
        return f"Money({self.cents})"


class Only:
    def __init__(self, n):
        self.n = n

    def __repr__(self):
        return f"<{self.n}>"


def shown(cents: int):
    m = Money(cents)
    return [str(m), repr(m), f"{m}", f"{m!r}", "%s %r" % (m, m), "{} {!r}".format(m, m)]


def in_containers(cents: int):
    m = Money(cents)
    return [str([m]), str({"a": m}), str((m, 1)), str(Only(cents)), f"{[Only(1)]}"]


# shown(123); shown(0); shown(-5); shown(100000)
# in_containers(5); in_containers(-1)
