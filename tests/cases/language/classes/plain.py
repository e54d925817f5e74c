"""A class with attributes and methods."""


class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def moved(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

    def norm(self):
        return self.x * self.x + self.y * self.y


def moved(x: int, y: int, dx: int):
    p = Point(x, y).moved(dx, -dx)
    return [p.x, p.y, p.norm()]


def changed(x: int):
    p = Point(x, 0)
    q = p
    q.x += 5
    p.y = q.x * 2
    return [p.x, p.y, q.y, p is q]


def in_list(values: list[int]):
    points = [Point(v, v + 1) for v in values]
    points.sort(key=lambda p: -p.x)
    return [[p.x, p.y] for p in points]


# moved(1, 2, 3); moved(0, 0, 0); moved(-5, 5, 1)
# changed(0); changed(-5); changed(100)
# in_list([]); in_list([3, 1, 2]); in_list([1, 1])
