"""Texts that are nearly the same, and what is no text."""

NATIVE = "IS_CHARACTER_JUNK".split()

ODD = [None, 0, -1.5, True, [], ["\t"], {}, {" ": 1}, 10**30, float("nan")]


def calls(random):
    def word():
        return "".join(random.choices("abcdeé \t\n", k=random.randint(0, 6)))

    def line():
        return random.choice(["", "#", " # \n", "\n", "hello\n", "  \t", "\u00a0", "\u2003#", "## \n", "#\n\n", word(), " " * random.randint(0, 5)])

    yield "IS_CHARACTER_JUNK", (random.choice([" ", "\t", "", " \t", "x", "\n", "é", "\u00a0", random.choice(ODD)]),), {}
    yield "IS_CHARACTER_JUNK", (random.choice([" ", "\t", "x"]),), {"ws": random.choice([" \t", "", "xyz", ["\t", "x"], {" ": 1}, random.choice(ODD)])}
    yield "IS_LINE_JUNK", (line(),), {}
    yield "get_close_matches", (word(), [word() for _ in range(random.randint(0, 8))]), random.choice([{}, {"n": 2}, {"cutoff": 0.1}, {"n": 0}])
