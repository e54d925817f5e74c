"""Characters."""

NATIVE = "IS_CHARACTER_JUNK".split()


def calls(random):
    yield "IS_CHARACTER_JUNK", (random.choice([" ", "\t", "x", "", "  ", 1, None]),), {}
    yield "IS_CHARACTER_JUNK", (random.choice("ab \t\n"),), {"ws": random.choice([" ", "ab", ""])}
