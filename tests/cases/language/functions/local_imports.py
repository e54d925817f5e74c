"""Imports inside functions."""

import math


def root(n: float):
    import math

    return math.sqrt(n)


def parsed(text: str):
    """What a text is."""
    import json
    from json import JSONDecodeError

    try:
        return json.loads(text)
    except JSONDecodeError as error:
        return str(error)


def dumped(n: int):
    import json as writer

    def inner(x):
        return writer.dumps([x], indent=1)

    return inner(n)


class Namer:
    def name(self, text):
        import re
        from string import ascii_lowercase as letters

        return re.sub("[^a-z]+", "-", text) + letters[:2]


def named(text: str):
    return Namer().name(text)


def counted(text: str):
    from collections import Counter, defaultdict

    groups = defaultdict(list)
    for word in text.split():
        groups[len(word)].append(word)
    return [Counter(text)["a"], groups[1], len(groups)]


def nothing(n: int):
    import os


def twice(n: int):
    import json

    return json.dumps({"n": n}) + str(math.floor(n / 2))


def never(n: int):
    if n > 0:
        import textwrap

        return textwrap.dedent("  a")
    return ""


def missing(n: int):
    return hashlib.md5(str(n).encode()).hexdigest()


def hashed(n: int):
    import hashlib

    return hashlib.sha256(str(n).encode()).hexdigest()[:8]


# root(4.0); root(0.0); root(-1.0)
# parsed("1"); parsed("{"); parsed("\"é\"")
# dumped(1)
# named("Hello World"); named("")
# counted("a bb cc a"); counted("")
# nothing(1)
# twice(3); twice(-1)
# never(0); never(1)
# missing(1)
# hashed(1); hashed(0)
