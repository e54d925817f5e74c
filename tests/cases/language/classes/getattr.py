"""getattr, hasattr and setattr with constant names; an attribute that is missing."""


class Open:
    def __init__(self, a):
        self.a = a


def got(a: int):
    return [getattr(Open(a), "a"), hasattr(Open(a), "a")]


def default(a: int):
    return [getattr(Open(a), "z", 7), hasattr(Open(a), "z")]


def given(a: int):
    thing = Open(a)
    setattr(thing, "a", a + 1)
    return thing.a


def missing(a: int):
    return Open(a).z


# got(3)
# default(3)
# given(1)
# missing(1)
