"""Paragraphs with all kinds of white space, and what is no text."""

NATIVE = "dedent".split()

ODD = [None, 0, -1.5, True, [], ["  a"], {}, {"a": 1}, 10**30]


def calls(random):
    def line():
        indent = random.choice(["", "  ", "    ", "\t", " \t", "  \t", "\t\t", "\u00a0 ", "\u3000", "\r", "\x0b "])
        return indent + random.choice(["", " ", "word", "two words", "é", "日本 語", "- item", "x\ty", "end.", "\U0001f600", "\x1c", "a.b*"])

    def paragraph():
        margin = random.choice(["", "", "  ", "\t", "    ", " \t "])
        text = "".join(margin + line() + random.choice(["\n", "\n", "\n\n", "\r\n", " \n", "\x85", "\u2028"]) for _ in range(random.randint(0, 6)))
        return text.rstrip("\n") if random.random() < 0.3 else text

    yield "dedent", (paragraph() if random.random() < 0.9 else random.choice(ODD),), {}
    yield "wrap", (paragraph(),), {"width": random.randint(1, 30)}
    yield "fill", (paragraph(), random.randint(1, 30)), {}
    yield "shorten", (paragraph(), random.randint(6, 30)), {}
    yield "indent", (paragraph(), random.choice(["> ", "", "\t"])), {}
