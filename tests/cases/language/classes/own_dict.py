"""`__dict__` of an instance."""


class Open:
    def __init__(self, a):
        self.a = a


def own_dict(a: int):
    return Open(a).__dict__


# own_dict(2)
