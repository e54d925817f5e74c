"""What is assigned by an operation that raises keeps its value: globals, attributes."""


class Meter:
    def __init__(self):
        self.total = 7


count = 7
meter = Meter()


def reduce(by):
    global count
    half = abs(count / 2)
    count %= by
    return [half, count]


def now():
    return count


def lower(by):
    half = abs(meter.total / 2)
    meter.total = meter.total % by
    return [half, meter.total]


def total():
    return meter.total


# reduce(5); now(); reduce(0); now(); reduce("x"); now(); reduce(None); reduce(2.5); now(); reduce([1]); now()
# lower(5); total(); lower(0); total(); lower("x"); total(); lower(None); lower(2.5); total(); lower({}); total()
