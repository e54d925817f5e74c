"""vars() and `__dict__`."""


class Open:
    def __init__(self, a):
        self.a = a


def as_dict(a: int):
    return vars(Open(a))


# as_dict(1); as_dict(-1)
