"""Samples of numbers, and of what is no number."""

NATIVE = "median median_low median_high mode multimode quantiles covariance correlation".split()

ODD = [None, 7, -1.5, True, "", "abc", {}, {"a": 1, "b": 2}, [[1]], [{"a": 1}], [None, None], [1, "a"], [1.0, 1, True], [10**30, 1], [float("inf"), 1]]


def calls(random):
    def sample():
        kind = random.random()
        count = random.randint(0, 9)
        if kind < 0.4:
            return [random.randint(-50, 50) for _ in range(count)]
        if kind < 0.8:
            return [random.choice([random.random() * 10, random.randint(0, 9)]) for _ in range(count)]
        if kind < 0.9:
            return [random.choice([1, 1.0, True, 0, False, -0.0, 2**63 - 1, 2**63, -(2**63), 1e308, -1e-300]) for _ in range(count)]
        return random.choice(ODD + [["b", "a"][:count]])

    for name in ["median", "median_low", "median_high", "mode", "multimode"]:
        yield name, (sample(),), {}
    options = {}
    if random.random() < 0.6:
        options["n"] = random.choice([1, 2, 3, 4, 10, 0, -1, True, 2.5, "4", None, [4]])
    if random.random() < 0.6:
        options["method"] = random.choice(["inclusive", "exclusive", "inclusive", "", "other", None, 3, ["exclusive"]])
    yield "quantiles", (sample(),), options
    first, second = sample(), sample()
    if random.random() < 0.7 and type(first) is list:
        second = [random.choice([random.randint(-9, 9), random.random() * 1e3, 1e300, 2**60, float("nan"), "x", None, True]) if random.random() < 0.1 else random.random() for _ in first]
    yield "covariance", (first, second), {}
    yield "correlation", (first, second), {}
    yield "mean", (sample(),), {}
    yield "pstdev", ([1, 2, 3],), {}
