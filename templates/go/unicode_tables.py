"""Writes py/unicode_*.go: the Unicode of CPython 3.11 (version 14), whatever the Unicode of the Go toolchain is.

Run it with CPython 3.11, from this folder, after the Go toolchain has changed:

    python3 unicode_tables.py
"""

import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

assert unicodedata.unidata_version == "14.0.0", "run this with CPython 3.11"
LAST = sys.maxunicode + 1
HERE = Path(__file__).parent / "py"
HEAD = "// Written by unicode_tables.py from CPython's Unicode database.\n\npackage py\n"


def runs(holds):
    """Lengths of alternating runs, first of characters for which it does not hold."""
    lengths, state, start = [], False, 0
    for code in range(LAST):
        if bool(holds(chr(code))) != state:
            lengths.append(code - start)
            state, start = not state, code
    if state:
        lengths.append(LAST - start)
    return lengths


def table(name, holds, doc):
    words, lines, line = [format(n, "x") for n in runs(holds)], [], ""
    for word in words:
        if len(line) + len(word) > 100:
            lines.append(line)
            line = ""
        line += word + " "
    lines.append(line)
    body = " +\n\t".join(f'"{line}"' for line in lines)
    body = body[:-2] + '"' if body.endswith(' "') else body
    return f"\n// {name} holds {doc}.\nvar {name} = newRuns({body})\n"


def write(file, *tables):
    text = HEAD + "".join(tables)
    (HERE / file).write_text(text)


write("unicode_printable.go", table("printable", str.isprintable, "the characters that repr shows as they are"))
write("unicode_decimal.go", table("decimals", str.isdecimal, "the decimal digits: of each script ten, from its zero on"))
write("unicode_alpha.go", table("letters", str.isalpha, "the letters of str.isalpha"))
write("unicode_digit.go", table("digitRuns", str.isdigit, "the digits of str.isdigit"))
write("unicode_numeric.go", table("numerics", str.isnumeric, "the characters of str.isnumeric"))
write(
    "unicode_cased.go",
    table("uppers", str.isupper, "the uppercase letters"),
    table("lowers", str.islower, "the lowercase letters"),
    table("titles", lambda c: unicodedata.category(c) == "Lt", "the titlecase letters"),
)

GO = """package main

import (
	"fmt"
	"unicode"
)

func main() {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if u, l, t := unicode.ToUpper(r), unicode.ToLower(r), unicode.ToTitle(r); u != r || l != r || t != r {
			fmt.Println(r, u, l, t)
		}
	}
}
"""
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder) / "main.go"
    path.write_text(GO)
    lines = subprocess.run(["go", "run", str(path)], check=True, capture_output=True, text=True).stdout.splitlines()
go = {int(a): (int(u), int(l), int(t)) for a, u, l, t in map(str.split, lines)}


def assigned(code):
    return unicodedata.category(chr(code)) != "Cn"


def exceptions(name, which, python, doc):
    rows = []
    for code in range(LAST):
        if 0xD800 <= code < 0xE000:
            continue
        mapped = go.get(code, (code,) * 3)[which]
        native = chr(mapped) if assigned(mapped) and assigned(code) else chr(code)
        if python(chr(code)) != native:
            text = "".join(f"\\u{ord(c):04x}" if ord(c) < 0x10000 else f"\\U{ord(c):08x}" for c in python(chr(code)))
            rows.append((f"0x{code:04x}:", f'"{text}",'))
    width = max(len(a) for a, _ in rows)
    body = "".join(f"\t{a.ljust(width)} {b}\n" for a, b in rows)
    return f"\n// {name} holds {doc}.\nvar {name} = map[rune]string{{\n{body}}}\n"


CASED = """
def cased(c): return c.isupper() or c.islower() or category(c) == 'Lt'
"""


def ignorable(c):
    """Case_Ignorable, as the final sigma of str.lower shows it: it is skipped before the look at the letter before."""
    return ("Aa" + c + "\u03a3").lower().endswith("\u03c2") and ("A" + "\u03a3" + c + "a").lower()[1] == "\u03c3" and (
        (" " + c + "\u03a3").lower().endswith("\u03c3")
    )


def cased(c):
    return (" " + c + "\u03a3").lower().endswith("\u03c2")


write(
    "unicode_case.go",
    table("assigned", lambda c: unicodedata.category(c) != "Cn", "the characters of Unicode 14"),
    exceptions("upperExceptions", 0, str.upper, "what str.upper makes of a character, where unicode.ToUpper differs"),
    exceptions("lowerExceptions", 1, str.lower, "what str.lower makes of a character, where unicode.ToLower differs"),
    exceptions("titleExceptions", 2, str.title, "what str.title makes of a first letter, where unicode.ToTitle differs"),
    table("caseIgnorable", ignorable, "the characters that the rule of the final sigma looks through"),
    table("casedLetters", cased, "the letters that the rule of the final sigma looks for"),
)
write("unicode_fold.go", exceptions("foldExceptions", 1, str.casefold, "what str.casefold makes of a character, where unicode.ToLower differs"))
write(
    "unicode_identifier.go",
    table("identifierStarts", str.isidentifier, "the characters that an identifier begins with"),
    table("identifierParts", lambda c: ("a" + c).isidentifier(), "the characters of an identifier"),
)


def members(holds):
    """The inside of a set of a regular expression, in pieces."""
    found, start = [], None
    for code in range(LAST + 1):
        inside = code < LAST and not 0xD800 <= code < 0xE000 and holds(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            ends = [chr(one) if 0x20 < one < 0x7F else "\\x{%X}" % one for one in (start, code - 1)]
            found.append(ends[0] if start == code - 1 else "-".join(ends))
            start = None
    return found


def constant(name, holds, doc):
    lines, line = [], ""
    for member in members(holds):
        if len(line) + len(member) > 110:
            lines.append(line)
            line = ""
        line += member
    body = " +\n\t".join(f"`{one}`" for one in [*lines, line])
    return f"\n// {name} holds the inside of a set of a regular expression: {doc}\nconst {name} = {body}\n"


(HERE / "unicode_class.go").write_text(
    HEAD
    + constant("ReDigit", lambda c: re.match(r"\d", c), "what \\d means in Python.")
    + constant("ReWord", lambda c: re.match(r"\w", c), "what \\w means in Python.")
)
