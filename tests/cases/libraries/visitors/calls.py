"""Visits in any order, and what is asked about them."""

NATIVE = "visit visits last log forget".split()


def calls(random):
    name = random.choice(["ann", "bob", "", "é", "$x"])
    yield "visit", (name,), {}
    yield "visits", (), {}
    yield "last", (), {}
    yield "log", (), random.choice([{}, {"count": random.randint(0, 5)}])
    yield "forget", (random.choice(["ann", "zed", name]),), {}
