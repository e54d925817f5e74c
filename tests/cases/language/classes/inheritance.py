"""Single inheritance, overriding, `super()`."""


class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def area(self):
        return 0

    def describe(self):
        return f"{self.name} with {self.sides} sides and area {self.area()}"


class Square(Shape):
    sides = 4

    def __init__(self, size):
        super().__init__("square")
        self.size = size

    def area(self):
        return self.size * self.size


class Named(Square):
    def __init__(self, size, label):
        super().__init__(size)
        self.label = label

    def describe(self):
        return self.label + ": " + super().describe()


def described(size: int):
    return [Shape("thing").describe(), Square(size).describe(), Named(size, "n").describe()]


def dispatched(kind: str, size: int):
    shape = Square(size) if kind == "square" else Shape(kind)
    return [shape.area(), shape.sides, isinstance(shape, Square), isinstance(shape, Shape)]


def total(sizes: list[int]):
    shapes = [Named(s, str(s)) if s % 2 else Square(s) for s in sizes]
    return sum(shape.area() for shape in shapes)


# described(3); described(0); described(-2)
# dispatched("square", 4); dispatched("circle", 4); dispatched("", 0)
# total([]); total([1, 2, 3]); total([10])
