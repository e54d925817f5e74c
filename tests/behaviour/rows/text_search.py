"""Methods of str that look into text: search, predicates, indexes, slices, comparison."""

from .samples import TEXTS, words
from .tables import every, one, some, table

HAYSTACKS = ["", "a", "abcabc", "aaaa", "éaéa", "日本語日本", "a😀b😀", "Hello, World"]
NEEDLES = ["", "a", "aa", "abc", "é", "本", "😀b", "World", "x"]
for name in ["find", "rfind", "index", "rindex", "count"]:
    table(f"str_{name}", f"s, sub: s.{name}(sub)", every(HAYSTACKS, NEEDLES))
    table(f"str_{name}_range", f"s, sub, start, stop: s.{name}(sub, start, stop)",
          some(name, 130, HAYSTACKS[:7], ["", "a", "é", "本"], [None, 0, 1, -2, 3, 9, -99], [None, 0, 2, -1, 9, 99]))
for name in ["startswith", "endswith"]:
    table(f"str_{name}", f"s, affix: s.{name}(affix)", every(HAYSTACKS + ["/api/users", "file.json"], ["", "a", "abc", "é", "本", "/api/", ".json", "😀"]))
    table(f"str_{name}_any", f"s, affixes: s.{name}(affixes)", every(HAYSTACKS[:6] + ["file.json"], [(), ("",), ("a", "é"), ("x", "y"), (".json", ".txt"), ("c", "a", "本")]))
    table(f"str_{name}_range", f"s, affix, start, stop: s.{name}(affix, start, stop)",
          some(name, 100, HAYSTACKS[:6], ["", "a", "é"], [None, 0, 1, -1, 9], [None, 0, 2, -1, 9]))
table("str_contains", "s, sub: sub in s", every(HAYSTACKS, NEEDLES))
PREDICATES = ["isdigit", "isalpha", "isalnum", "isspace", "isupper", "islower", "isnumeric", "isdecimal", "istitle", "isidentifier", "isprintable", "isascii"]
ODD = ["²", "½", "Ⅷ", "٣", "１", "一", "ª", "ʰ", "ǅ", "ǆ", "Ǆ", "\x1c", "\x1f", "\x85", "\u200b", "\u3000", "\u00ad", "\u0378", "a1", "A1", "aB", "Ab Cd", "Ab cd", "A", "1", "Ⅷa", "ß", "ẞ", "\u0345", "ⓐ", "Ⓐ", "a b", "def", "_", "é1", "1é", "\t\n", "\x7f", "~", "π", "\U0001d7ce"]
for name in PREDICATES:
    table(f"str_{name}", f"s: s.{name}()", one(TEXTS + ODD + words(name, 60, "aB1é Σ²\t", 3)))
table("str_len", "s: len(s)", one(TEXTS))
TEXT = ["", "a", "hello", "héllo", "日本語", "a😀b"]
table("str_getitem", "s, index: s[index]", every(TEXT, [0, 1, -1, 2, 4, 5, -5, -6, 99, 2**62]))
table("str_slice", "s, start, stop: s[start:stop]", some("str_slice", 130, TEXT, [None, 0, 1, 2, -1, -3, 9, -9, 2**62], [None, 0, 2, 4, -1, 9, -9, -2**63]))
table("str_slice_step", "s, start, stop, step: s[start:stop:step]",
      some("str_slice_step", 130, TEXT, [None, 0, 1, 2, -1, -3, 9, -9], [None, 0, 2, 4, -1, 9, -9], [None, 1, 2, -1, -2, 0]))
table("str_lt", "a, b: a < b", every(["", "a", "b", "ab", "A", "é", "z", "\uffff", "😀"], repeat := ["", "a", "b", "ab", "A", "é", "z", "\uffff", "😀"]))
table("str_le", "a, b: a <= b", every(repeat, repeat))
table("str_iter", "s: list(s)", one(TEXTS[:40]))
table("str_reversed", "s: s[::-1]", one(TEXTS[:40]))
table("ord", "s: ord(s)", one(["a", "é", "日", "😀", "\0", "", "ab", "\uffff"]))
table("chr", "n: chr(n)", one([0, 65, 233, 26085, 128512, 0x10FFFF, 0x110000, -1, 2**40, 127, 128, 0xD800]))
