"""Regular expressions over several lines: `^` and `$` with re.MULTILINE."""

import re

BLANK = re.compile("^[ \t]+$", re.MULTILINE)


def without_blanks(text: str):
    return BLANK.sub("", text)


def first_words(text: str):
    return re.findall(r"(?m)^(\w+)", text)


def last_digits(text: str):
    return re.findall(r"[0-9]+$", text, re.M)


# without_blanks(""); without_blanks("a\n  \n\tb"); without_blanks("  \r\n \t"); without_blanks(" \n\n "); without_blanks("\u2028  ")
# first_words("one two\nthree\n four"); first_words(""); first_words("\né\r\nx"); first_words("a\rb")
# last_digits("1\n22\n"); last_digits("1\n22"); last_digits("1 \n2x\n33\n\n"); last_digits("٣")
