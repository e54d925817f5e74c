"""Parsing by hand: headers, key-value pairs, CSV lines, versions."""


def header(line: str):
    name, separator, value = line.partition(":")
    if not separator:
        raise ValueError(f"no colon in {line!r}")
    return [name.strip().lower(), value.strip()]


def pairs(text: str):
    result = {}
    for part in text.split("&"):
        if "=" in part:
            key, value = part.split("=", 1)
            result[key] = value
        elif part:
            result[part] = ""
    return result


def cells(line: str):
    found, current, quoted = [], "", False
    for c in line:
        if c == '"':
            quoted = not quoted
        elif c == "," and not quoted:
            found.append(current)
            current = ""
        else:
            current += c
    found.append(current)
    return found


def version(text: str):
    major, minor, patch = text.split(".")
    return [int(major), int(minor), int(patch)]


def newer(a: str, b: str):
    return [int(x) for x in a.split(".")] > [int(x) for x in b.split(".")]


# header("Content-Type: text/html"); header("x:"); header(":"); header("none"); header("a:b:c")
# pairs("a=1&b=2=3&c"); pairs(""); pairs("&&"); pairs("=")
# cells("a,b,c"); cells(""); cells("\"a,b\",c"); cells(",")
# version("1.2.3"); version("1.2"); version("1.2.3.4"); version("a.b.c")
# newer("1.10", "1.9"); newer("1.0", "1.0"); newer("2", "1.9.9"); newer("x", "1")
