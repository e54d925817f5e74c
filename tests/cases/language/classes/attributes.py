"""Class attributes, read through instances and hidden by them."""


class Counter:
    limit = 3

    def __init__(self):
        self.count = 0

    def up(self):
        if self.count < self.limit:
            self.count += 1
        return self.count


def read(n: int):
    counter = Counter()
    for _ in range(n):
        counter.up()
    return [counter.count, counter.limit, Counter.limit]


def hidden(limit: int):
    one, other = Counter(), Counter()
    one.limit = limit
    for _ in range(5):
        one.up()
        other.up()
    return [one.count, other.count, Counter.limit]


# read(2); read(9); read(0)
# hidden(1); hidden(10); hidden(-1)
