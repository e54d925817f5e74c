"""repr, ascii, chr, ord, format, hex, bin, oct, print."""


def shown(text: str, n: int):
    return [repr(text), repr(n), ascii(text), repr([text]), repr({text: n}), repr((text, None, True, 1.5))]


def codes(text: str):
    return [ord(c) for c in text]


def characters(values: list[int]):
    return "".join(chr(v) for v in values)


def formatted(n: int, x: float):
    return [format(n, "05d"), format(x, ".2f"), format(n), format("a", ">3")]


def bases(n: int):
    return [hex(n), bin(n), oct(n)]


# shown("it's", 1); shown("a\n\"'", -1); shown("é", 0)
# codes("aé😀"); codes("")
# characters([97, 233, 128512]); characters([]); characters([-1])
# formatted(42, 3.14159); formatted(-7, -0.5)
# bases(10); bases(0); bases(-255)
