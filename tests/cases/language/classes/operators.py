"""`__add__`, `__mul__`, `__neg__` and the like."""


class Vector:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self


def binary(x: int, y: int):
    a, b = Vector(x, y), Vector(1, 2)
    c, d = a + b, a - b
    return [c.x, c.y, d.x, d.y]


def scaled(x: int, k: int):
    v = Vector(x, 1) * k
    n = -v
    return [v.x, v.y, n.x, n.y]


def reflected(x: int, k: int):
    v = k * Vector(x, 1)
    return [v.x, v.y]


def in_place(x: int):
    a = Vector(x, 0)
    b = a
    a += Vector(1, 1)
    return [b.x, b.y, a is b]


# binary(3, 4); binary(0, 0); binary(-1, -2)
# scaled(3, 2); scaled(5, 0); scaled(1, -1)
# reflected(3, 2); reflected(0, 5)
# in_place(0); in_place(9)
