"""Methods of str that make new text."""

import re

from .samples import TEXTS, words
from .tables import every, one, some, table

for name in ["lower", "upper", "title", "capitalize", "swapcase", "casefold"]:
    table(f"str_{name}", f"s: s.{name}()", one(TEXTS + words(name, 100)))
for name in ["strip", "lstrip", "rstrip"]:
    edges = ["  a  ", "\t\na\r\n", "\u00a0a\u00a0", "\x1ca\x1f", "\u2028a\u3000", "\u200ba\u200b", "\x85a", "   ", "", "\ufeffa"]
    table(f"str_{name}", f"s: s.{name}()", one(edges + TEXTS + words(name, 60, " \t\n\x1c\u00a0ab", 8)))
    table(f"str_{name}_chars", f"s, chars: s.{name}(chars)",
          [("/api/", "/"), ("xxabcxx", "x"), ("", "x"), ("abc", ""), ("éaé", "é"), ("[1]", "[]"), ("a-b", "a-b"), ("😀x😀", "😀")]
          + some(name, 120, words(name + "c", 20, "abé/ ", 8), ["/", "ab", "é", " a", "", "ba/"]))

table("re_escape", "s: re.escape(s)", one(["", "()[]{}?*+-|^$\\.&~# \t\n\r\v\f", "a_b/c'\"<>=!%@,:;`"] + TEXTS + words("escape", 40, ".a-é \n", 8)), re=re)
table("str_replace", "s, old, new: s.replace(old, new)",
      [("", "", "-"), ("abc", "", "-"), ("é😀", "", "-"), ("aaa", "aa", "b"), ("abc", "x", "y"), ("abc", "abc", ""), ("aaaa", "a", "aa"), ("", "a", "b"), ("a b", " ", "%20")]
      + some("replace", 80, words("replace", 20, "abcé", 8), ["a", "ab", "é", ""], ["", "x", "aa"]))
table("str_replace_count", "s, old, new, count: s.replace(old, new, count)",
      some("replace_count", 120, ["", "aaa", "abab", "éaé", "xyz"], ["", "a", "ab", "é"], ["", "-", "aa"], [-1, 0, 1, 2, 9]))
table("str_join", "separator, items: separator.join(items)",
      [(",", []), (",", ["a"]), (",", ["a", "b"]), ("", ["a", "b"]), (", ", ["x", "", "y"]), ("é", ["1", "2", "3"]), ("-", list("abc")), ("\n", ["", ""])]
      + [(separator, words(f"join{index}", index, longest=4)) for index in range(1, 12) for separator in ["", "; "]])
table("str_removeprefix", "s, prefix: s.removeprefix(prefix)", some("removeprefix", 60, TEXTS[:12], ["", "a", "abc", "  ", "Hello", "x"]))
table("str_removesuffix", "s, suffix: s.removesuffix(suffix)", some("removesuffix", 60, TEXTS[:12], ["", "a", "abc", "  ", "World", "x"]))
WIDTHS = [-1, 0, 1, 2, 3, 5, 6, 9, 10]
for name in ["center", "ljust", "rjust"]:
    table(f"str_{name}", f"s, width: s.{name}(width)", every(["", "a", "ab", "abc", "é日", "😀"], WIDTHS))
    table(f"str_{name}_fill", f"s, width, fill: s.{name}(width, fill)",
          every(["", "a", "ab", "é日"], WIDTHS, ["*", "é"]) + [("a", 5, ""), ("a", 5, "xy"), ("abc", 2, "xy")])
table("str_zfill", "s, width: s.zfill(width)", every(["", "5", "-5", "+5", "--5", "abc", "-", "12345", "é", "٣"], WIDTHS))
table("str_expandtabs", "s, size: s.expandtabs(size)", every(["", "\t", "a\tb", "ab\tc\td", "a\n\tb", "\r\tx", "é\tb"], [8, 4, 1, 0, -1]))
table("str_mul", "s, count: s * count", every(["", "a", "ab", "é"], [-1, 0, 1, 2, 5]))
table("str_add", "a, b: a + b", every(["", "a", "é", "日本"], ["", "b", "😀"]))
table("str_translate", "s, pairs: s.translate(str.maketrans(pairs))",
      every(["", "abc", "aébc", "hello"], [{}, {"a": "b"}, {"a": "b", "b": "a"}, {"é": "e"}, {"l": None}, {"a": "xyz"}, {"a": 98}]))
table("str_maketrans", "a, b: str.maketrans(a, b)", [("abc", "xyz"), ("", ""), ("a", "bc"), ("aa", "xy")])
table("str_repr", "s: repr(s)", one(TEXTS + ["'", '"', "'\"", "a'b", 'a"b', "\\n", "\n", "\t\r", "\x00\x01\x1f\x7f", "\x80\x9f\xa0\xad", "\u0378", "\u200b", "\ue000", "\U0010ffff", "\U0001f600", "\u3000", "\u2028", "ÿ", "Ā", "\U000e0001"] + words("repr", 60)))
table("str_ascii", "s: ascii(s)", one(TEXTS + ["'", "\x7f\xff\u0100\U0001f600"]))
table("str_splitlines", "s: s.splitlines()", one(TEXTS + ["a\n", "\n", "\n\n", "a\r\n\r\nb", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i", "a\x1fb"] + words("splitlines", 60, "ab\n\r\x0b\x85\u2028", 8)))
table("str_splitlines_keepends", "s: s.splitlines(True)", one(["", "a", "a\n", "\n", "\n\n", "a\r\n\r\nb", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i"] + words("keepends", 40, "ab\n\r\x0b\x85\u2028", 8)))
table("str_split_whitespace", "s: s.split()", one(TEXTS + ["a\x1cb\x1dc\x1ed\x1fe", "a\x85b\u00a0c\u1680d\u2000e\u2028f\u2029g\u202fh\u205fi\u3000j", "a\u200bb", "a\u180eb", "\x1c", " a "] + words("split", 80, " \t\n\x1c\u00a0ab\u3000", 10)))
table("str_split_whitespace_max", "s, maxsplit: s.split(None, maxsplit)", every(["", " ", "a", " a  b  c ", "a\tb\x1cc", "  é  日 "], [-1, 0, 1, 2, 5]))
table("str_rsplit_whitespace_max", "s, maxsplit: s.rsplit(None, maxsplit)", every(["", " ", "a", " a  b  c ", "a\tb\x1cc", "  é  日 "], [-1, 0, 1, 2, 5]))
SEPARATED = ["", ",", ",,", "a", "a,b", "a,b,,c,", ",a", "a, b", "aXXbXXXc", "é,日", "/api/user/12", "k=v=w"]
for name in ["split", "rsplit"]:
    table(f"str_{name}", f"s, separator: s.{name}(separator)", every(SEPARATED, [",", "/", "=", "XX", ", ", "é", ""]) + some(name, 80, words(name, 30, "ab,é", 9), [",", "a", "b,", "é"]))
    table(f"str_{name}_max", f"s, separator, maxsplit: s.{name}(separator, maxsplit)", some(name, 130, SEPARATED, [",", "/", "=", "XX", ""], [-1, 0, 1, 2, 9]))
for name in ["partition", "rpartition"]:
    table(f"str_{name}", f"s, separator: s.{name}(separator)", every(SEPARATED, [",", "/", "=", "XX", "é", ""]))
table("str_encode", "s: s.encode()", one(TEXTS))
table("str_encode_as", "s, encoding: s.encode(encoding)",
      every(["", "abc", "é", "日本", "😀", "a\ud800", "ÿ\u0100"], ["utf-8", "UTF-8", "utf8", "ascii", "latin-1", "iso-8859-1", "utf-16-le", "nope"]))
table("str_encode_errors", "s, encoding, errors: s.encode(encoding, errors)",
      every(["abc", "é", "日本x", "a\ud800"], ["utf-8", "ascii", "latin-1"], ["strict", "ignore", "replace", "xmlcharrefreplace", "backslashreplace", "surrogateescape"]) + [("é", "ascii", "nope"), ("é", "nope", "strict")])
