"""Chains of methods, as code that cleans text uses them."""


def snake(name: str):
    result = ""
    for i, c in enumerate(name):
        if c.isupper() and i > 0 and not name[i - 1].isupper():
            result += "_"
        result += c.lower()
    return result


def camel(name: str):
    first, *rest = name.split("_")
    return first + "".join(part.title() for part in rest)


def initials(name: str):
    return "".join(part[0].upper() for part in name.split() if part)


def masked(text: str):
    return "*" * max(len(text) - 4, 0) + text[-4:]


def counts(text: str):
    lines = text.splitlines()
    return {"lines": len(lines), "words": len(text.split()), "characters": len(text), "longest": max((len(line) for line in lines), default=0)}


def truncated(text: str, limit: int):
    return text if len(text) <= limit else text[: limit - 3].rstrip() + "..."


# snake("userName"); snake("HTTPServer"); snake(""); snake("A"); snake("aÉb")
# camel("user_name"); camel("a"); camel(""); camel("a__b_c1d")
# initials("ann marie lee"); initials(""); initials("  x ")
# masked("1234567890"); masked("abc"); masked("")
# counts("one two\nthree"); counts(""); counts("\r\n\n"); counts("é\u2028x")
# truncated("hello world", 8); truncated("abc", 3); truncated("abcd", 2); truncated("", 0)
