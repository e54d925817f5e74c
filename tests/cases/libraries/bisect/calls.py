"""Sorted lists of numbers and of text, with and without bounds."""

NATIVE = "insort_right bisect_right insort_left bisect_left bisect insort".split()


def calls(random):
    for name in NATIVE:
        kind = random.random()
        if kind < 0.6:
            items = sorted(random.randint(0, 20) for _ in range(random.randint(0, 12)))
            item = random.choice([random.randint(-1, 21), random.random() * 20, True])
        elif kind < 0.9:
            items = sorted("".join(random.choices("abc", k=2)) for _ in range(random.randint(0, 9)))
            item = random.choice(["b", "", "ab", "zz"])
        else:
            items = [1, 2, 3]
            item = random.choice(["x", None, [1]])
        bounds = random.choice([{}, {}, {"lo": random.randint(-1, 3)}, {"lo": 0, "hi": random.randint(0, len(items))}, {"key": None}])
        yield name, (items, item), bounds
