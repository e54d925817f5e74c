"""What is read of an object beside a call that changes it, where the object has two names."""


class Counter:
    def __init__(self, count):
        self.count = count

    def bump(self, by):
        self.count += by
        return self.count


def augmented(a: int, b: int):
    first = Counter(a)
    second = first
    b ^= first.count * first.bump(b)
    a -= second.count + second.bump(1) % 7
    return [a, b, first.count]


def returned(a: int, text: str):
    first = Counter(a)
    second = first
    try:
        return [first.count + second.bump(int(text)), second.count]
    except ValueError:
        return [first.count * first.bump(2), second.count]


def chosen(a: int):
    first = Counter(a)
    second = first
    total = first.count if first.bump(1) > second.count - 1 else second.bump(5)
    while second.count < first.bump(1) and total < 10:
        total += second.count * first.bump(1)
    return [total, first.count, second.count]


# augmented(1, 2); augmented(0, 0); augmented(-3, 5)
# returned(1, "2"); returned(1, "x"); returned(-1, "-1")
# chosen(0); chosen(3); chosen(-9)
