"""Values that many tables share."""

from .tables import seeded

TEXTS = ["", " ", "a", "abc", "ABC", "Hello, World", "  padded  ", "\t tab\n", "a,b,,c,", ",", ",,", "a b  c", "they're bill's",
         "key=value=more", "/api/user/12", "/", "//", "éà", "ÉÀ", "straße", "ǆ", "ŉ", "ﬁn", "İstanbul", "ıI", "ΑΣ", "ὈΔΥΣΣΕΎΣ", "Ως", "日本語",
         "😀x", "e\u0301a", "a\u00a0b", "a\x1cb\x1dc", "a\x85b", "a\u2028b\u2029c", "a\r\nb\rc\nd", "\x0b\x0c", "\ufeffbom", "x" * 50,
         "3rd of may", "o'neil mcDONALD", "１２３", "٣٤", "²", "½", "Ⅷ", "0", "12", "-7", "a_b", "_x1", "1x", "null\0byte", "%20+%", "\"q\"", "\\", "\ud800x"]
ALPHABET = "aabbcAB,;. \t\n/=-_0129éßΣσ日😀\u00a0\x1c\u2028'"


def words(name, count, alphabet=ALPHABET, longest=12):
    """Random texts, drawn by the name."""
    generator = seeded(name)
    return ["".join(generator.choice(alphabet) for _ in range(generator.randint(0, longest))) for _ in range(count)]


INTS = [0, 1, -1, 2, -2, 3, -3, 7, -7, 10, -10, 99, 100, 1000, 255, 256, 2**31 - 1, -2**31, 2**31, 2**32, 2**53 - 1, 2**53, 2**53 + 1, -2**53 - 1, 10**15, 10**16,
        10**18, 2**62, 2**63 - 1, 2**63 - 2, -2**63, -2**63 + 1]
BIG_INTS = [2**63, -2**63 - 1, 2**64, 10**19, -10**25, 10**30]
FLOATS = [0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1.5, 2.5, -2.5, 0.1, 0.2, 0.3, 0.1 + 0.2, 1 / 3, 2 / 3, 2.675, 1.005, 1.115, 0.285, 3.14159, 100.0, 1e15, 1e16, 123456789012345680.0, 9999999999999998.0,
          1e17, 1e21, 1e22, 1e23, 1e-4, 1e-5, 0.00012345, 1e-7, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 1e308, 2.0**53, 2.0**53 + 2, 2.0**63, -2.0**63,
          2.0**64, 1113178120592002.25, float("inf"), float("-inf"), float("nan"), 4.35, 99.99, 1234.5678, -1234.5]


def floats(name, count):
    """Random doubles of every size, drawn by the name."""
    generator = seeded(name)
    result = []
    for _ in range(count):
        kind = generator.randrange(4)
        if kind == 0:
            result.append(generator.uniform(-1000, 1000))
        elif kind == 1:
            result.append(round(generator.uniform(-1000, 1000), generator.randint(0, 5)))
        elif kind == 2:
            result.append(generator.uniform(-1, 1) * 10.0 ** generator.randint(-320, 300))
        else:
            result.append(generator.randint(-10**17, 10**17) / 10 ** generator.randint(0, 12))
    return result


def ints(name, count):
    """Random integers of every size up to 64 bits, drawn by the name."""
    generator = seeded(name)
    return [generator.randint(-2**63, 2**63 - 1) >> generator.randint(0, 62) for _ in range(count)]
