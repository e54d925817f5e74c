"""Samples of numbers."""

NATIVE = "median median_low median_high".split()


def calls(random):
    def sample():
        kind = random.random()
        count = random.randint(0, 9)
        if kind < 0.4:
            return [random.randint(-50, 50) for _ in range(count)]
        if kind < 0.9:
            return [random.choice([random.random() * 10, random.randint(0, 9)]) for _ in range(count)]
        return ["b", "a"][:count]

    for name in NATIVE:
        yield name, (sample(),), {}
    yield "mean", (sample(),), {}
    yield "pstdev", ([1, 2, 3],), {}
