"""Text from values: the format mini-language, str.format, %-formatting, f-strings' conversions."""

from .samples import FLOATS, INTS, floats, seeded, words
from .tables import every, some, table

BIG = [10**25, -2**64]


def specs(name, count, types):
    """Random specs that are mostly well formed."""
    generator = seeded(name)
    result = []
    for _ in range(count):
        spec = generator.choice(["", "", "", "<", ">", "^", "=", "*<", "0>", "é^", "x="])
        spec += generator.choice(["", "", "", "+", "-", " "]) + generator.choice(["", "", "", "", "#", "z"]) + generator.choice(["", "", "", "0"])
        spec += generator.choice(["", "", "1", "5", "8", "12", "20"]) + generator.choice(["", "", "", ",", "_"])
        spec += generator.choice(["", "", ".0", ".1", ".2", ".3", ".10"]) + generator.choice(types)
        result.append(spec)
    return result


COMMON = ["", ".2f", ".4f", ".1f", ".3f", "<10", ",", "<12", ".3e", "<11.4f", "<8", ",.2f", "<9.4f", ".6f", ".1%", "02d", "<13,", ".0f", "0f", "<.4f", ".15f", "d", "5d", "x", "X", "#x", "b", "#b", "o", "#o", "08b", "_b", "_x", "c", "n", "s", "5", ">5", "^9", "e", "E", "g", "G", "%", "+", " ", "+.2f", "05", "-5", "=+8", "*^12", ".3", ".0", ",d", "_d", "_", "010,", "012,.2f", "#.0f", "#g", ".3g", "z.1f", "q", ",s", ".2d", ",x", "#s", "=5s", "05s", "é>6", "{", "<<5", "5.", ".", "999999999999999999999", "dd", "i", "F", ".20f", "r"]
table("format_spec", "value, spec: format(value, spec)",
      every([42, 1234567.891, "text"], COMMON))
table("format_int", "value, spec: format(value, spec)", some("format_int", 130, INTS + BIG, COMMON) + list(zip(INTS * 10, specs("format_int random", 160, ["", "d", "d", "x", "X", "b", "o", "c", "f", "e", "%"]))))
table("format_float", "value, spec: format(value, spec)", some("format_float", 130, FLOATS, COMMON) + list(zip(FLOATS + floats("format_float", 140), specs("format_float random", 160, ["", "f", "f", "e", "g", "%", "E", "G", "n", "F"]))))
table("format_str", "value, spec: format(value, spec)", some("format_str", 120, ["", "a", "héllo", "日本", "😀"], COMMON) + list(zip(words("format_str", 100), specs("format_str random", 100, ["", "s"]))))
table("format_bool", "value, spec: format(value, spec)", every([True, False], ["", "d", "5", ">5", "s", ".2f", "x", ",", "c", "05", "<3"]))
table("format_none", "value, spec: format(value, spec)", every([None, [1], {"a": 1}, (1, 2), b"x"], ["", "5", "s", ">10"]))
table("str_format", "template, args, kwargs: template.format(*args, **kwargs)",
      [("{}", ["a"], {}), ("{} {}", ["a", 1], {}), ("{0} {1} {0}", ["a", "b"], {}), ("{name}", [], {"name": "x"}), ("{a} {b}", [], {"a": 1, "b": 2.5}), ("{{}}", [], {}), ("{{{}}}", [1], {}), ("{:>5}|{:<5}|{:^5}", ["a", "b", "c"], {}),
       ("{:.2f}", [1.005], {}), ("{:,}", [1234567], {}), ("{!r} {!s} {!a}", ["é", "é", "é"], {}), ("{0[0]} {0[1]}", [[1, 2]], {}), ("{d[key]}", [], {"d": {"key": "v"}}), ("{:{}}", ["a", 5], {}), ("{:{width}.{precision}f}", [3.14159], {"width": 10, "precision": 2}),
       ("", [], {}), ("plain", ["unused"], {}), ("{}", [], {}), ("{1}", ["a"], {}), ("{x}", [], {}), ("{", [], {}), ("}", [], {}), ("{0} {}", ["a", "b"], {}), ("{} {0}", ["a", "b"], {}), ("{!x}", ["a"], {}), ("{:d}", ["a"], {}), ("{", ["a"], {}), ("{a", [], {"a": 1}), ("{0.real}", [5], {}),
       ("{}", [None], {}), ("{}", [True], {}), ("{}", [[1, "a", None]], {}), ("{}", [{"a": 1.0}], {}), ("{}", [(1,)], {}), ("{}", [b"x"], {}), ("{:5}", [None], {}), ("{-1}", ["a"], {}), ("{ 0}", ["a"], {}), ("{a.b}", [], {"a": 1}), ("{0[a]}", [{"b": 1}], {}), ("{0[5]}", [[1]], {}), ("{}}", [1], {}), ("{!}", [1], {}), ("{!r:>8}", ["x"], {}), ("{:%}", [0.5], {})])
CONVERSIONS = ["%s", "%r", "%a", "%d", "%i", "%u", "%f", "%.2f", "%e", "%g", "%x", "%X", "%o", "%c", "%5s", "%-5s|", "%05d", "%02d", "%+d", "% d", "%#x", "%#o", "%.3s", "%.0f", "%10.3f", "%-10.3f|", "%+.1e", "%.3g", "%G", "%E", "%5%", "%%", "%", "%y", "plain", "%.5d", "%08.2f", "%ld", "%*d", "%(a)s", "100%"]
SINGLE = [0, 42, -7, 2**64, 1.5, -0.0, 1e100, float("nan"), float("inf"), "text", "é", "", True, None, [1, "a"], b"x"]
table("percent_format", "template, args: template % args",
      some("percent_format", 230, CONVERSIONS, [(value,) for value in SINGLE])
      + [("%s %s", ("a", 1)), ("%s", ("a", "b")), ("%s %s", ("a",)), ("", ()), ("x", ()), ("%s", ()), ("%d/%d", (3, 4)), ("%s", "bare"), ("%d", 5), ("%s", [1, 2]), ("%s", None), ("plain", 5), ("plain", []), ("plain", {}), ("%%", 1), ("%*d", (5, 42)), ("%-*d|", (5, 42)), ("%.*f", (2, 3.14159)), ("%*d", ("a", 1)),
         ("%(a)s", {"a": 1}), ("%(a)s %(b)d", {"a": "x", "b": 2}), ("%(a)s", {}), ("%(a", {"a": 1}), ("%(a)s", 1), ("%(a)s", "x"), ("%s", {"a": 1}), ("%(a)5.1f|", {"a": 2.25}), ("%c", ("ab",)), ("%c", (0x110000,)), ("%c", (65,)), ("%c", ("é",)), ("%d", (2.9,)), ("%x", (2.5,)), ("%x", (-255,)), ("%d", ("5",)), ("%s %%", ("a",)), ("%d", (float("nan"),)), ("%d", (float("inf"),)), ("%i", (True,)), ("%5.5s|", ("abcdefgh",)), ("%s and %(a)s", {"a": 1}), ("%.60f", (0.1,)), ("%03d", (-5,)), ("%+05d", (5,)), ("%#.0f", (1.0,)), ("%#g", (1.0,)), ("%r", ("it's",)), ("%a", ("日",)), ("%5c|", ("x",)), ("%s", ((1, 2),))])
CONTAINERS = [None, True, 0, -1, 1.0, "it's", "é\n", b"a'b", [], [1, [2, []]], (), (1,), (1, "a"), {}, {"a": 1, 2: None}, {"k": {"n": [1.5, float("inf")]}}, set(), {1}, ["a", 'b"', "c'", "'\""], {"x": (1,)}, [float("nan"), -0.0], [True, None], {True: 1, None: 2, 1.5: 3}, (b"\x00\xff\t\\",), ["\ud83d\ude00"[:0], "😀"], [{"a": [{"b": ()}]}]]
for name in ["repr", "str"]:
    table(f"value_of_any_type_{name}", f"value: {name}(value)", [(value,) for value in CONTAINERS + [b"", b"plain", b'"', b"'", b"'\"", {(1, 2): "t"}]])
table("concat_display", "parts: ''.join(str(part) for part in parts)", [(CONTAINERS[:8],), (["a", 1, 2.0, None, True],), ([],)])
