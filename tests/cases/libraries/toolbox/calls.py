"""Calls of every function, edge values first."""

NATIVE = """gcd factorial area third mean clamp vowels words spans bounds tally by_length letters digest push move lookup first apply scaled""".split()

WORDS = ["", "a", "Éa", "zebra", "  two words ", "x y z", "日本", "E\nU", "$tuple", "a b a"]
NUMBERS = [0, 1, -1, 2, 7, 12, 100, 2**31, -(2**62), 2**63, 10**30, 0.0, -0.0, 0.5, -2.75, 1e300, float("inf"), float("nan"), True, "12", None]


def calls(random):
    number = lambda: random.choice(NUMBERS) if random.random() < 0.4 else random.randint(-50, 150)
    text = lambda: random.choice(WORDS) if random.random() < 0.5 else "".join(random.choices("aeiou xyzÄ", k=random.randint(0, 12)))
    numbers = lambda: [random.randint(-99, 99) for _ in range(random.randint(0, 6))]
    mixed = lambda: [random.choice([number, text])() for _ in range(random.randint(0, 4))]
    texts = lambda: [text() for _ in range(random.randint(0, 5))]
    table = lambda: {text(): random.randint(0, 9) for _ in range(random.randint(0, 4))}
    # Not a float: it would be refused by its annotation, and the original never ends with nan.
    yield "gcd", (random.choice([2**63, -(2**70), "12", None, random.randint(-1000, 1000)]), random.randint(-9, 1000)), {}
    yield "factorial", (random.randint(-2, 40),), {}
    yield "area", (number(),), {}
    yield "third", (number(),), {}
    yield "mean", ([random.choice([random.randint(-5, 5), random.random()]) for _ in range(random.randint(0, 5))],), {}
    yield "clamp", (random.choice([number, text])(),), random.choice([{}, {"low": number()}, {"high": number(), "low": -3}])
    yield "vowels", (text(),), random.choice([{}, {"upper": True}, {"upper": False}])
    yield "words", (text(),), random.choice([{}, {"longest": random.randint(0, 5)}, {"longest": None}])
    yield "spans", (text(),), {}
    yield "bounds", (numbers(),), {}
    yield "tally", (texts(),), {}
    yield "by_length", (texts(),), {}
    yield "letters", (text(),), {}
    yield "digest", (text(),), {}
    yield "push", (numbers(), random.randint(-9, 9)), {}
    source = {key: random.choice([number(), [1, text()], {}]) for key in texts()}
    yield "move", (source, table(), random.choice([*source, "missing"])), {}
    yield "lookup", (table(), text()), {}
    yield "first", (random.choice([mixed, text, table])(),), random.choice([{}, {"default": number()}])
    yield "first", (random.choice([(1, 2), (), b"x", {1, 2}, {1: 2}, {"$a": 1}, frozenset("a")]),), {}
    yield "apply", (numbers(),), random.choice([{}, {"key": 3}])
    yield "scaled", (numbers(), random.choice([-(2**63), -1, 0, 3])), {}
    yield "join", tuple(texts()), random.choice([{}, {"sep": ", "}])
