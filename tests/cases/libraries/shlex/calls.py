"""Words that a shell takes for one, and what is no text."""

NATIVE = "quote join".split()

ODD = [None, 0, 5, -1.5, True, False, [], ["a b"], {}, {"a b": 1}, 10**30, float("nan")]


def calls(random):
    def word():
        if random.random() < 0.1:
            return random.choice(["", "a" * 200, "'", "''", "$(rm)", "é", "日本", "\U0001f600", "\n", "\0", "@%+=:,./-", "\u212a", "a\u0301"])
        return "".join(random.choices("abz09_ -/.'\"$&|;\\\té", k=random.randint(0, 8)))

    yield "quote", (word() if random.random() < 0.8 else random.choice(ODD),), {}
    words = [word() for _ in range(random.randint(0, 5))]
    kind = random.random()
    if kind < 0.1:
        words.append(random.choice(ODD))
    elif kind < 0.2:
        words = random.choice(ODD + ["plain text", "", {"a b": 1, "c": 2}])
    yield "join", (words,), {}
    yield "split", (word(),), {}
