"""str.format()."""


def positions(a: int, b: str):
    return ["{} {}".format(a, b), "{1} {0}".format(a, b), "{0} {0}".format(a), "{{}} {}".format(a)]


def names(a: int, b: str):
    return ["{a}-{b}".format(a=a, b=b), "{0}{x}".format(a, x=b)]


def specs(x: float, n: int):
    return ["{:.2f}".format(x), "{:>8}|{:<8}|".format(n, n), "{0:05d} {1:,}".format(n, n), "{:{}}".format(n, 6)]


def conversions(s: str):
    return ["{!r}".format(s), "{!s:>5}".format(s)]


def parts(d: dict[str, int], values: list[int]):
    return ["{0[a]}".format(d), "{0[0]}".format(values)]


def template(text: str, n: int):
    return text.format(n)


def mapped(name: str):
    return "Hi {name}".format_map({"name": name})


# positions(1, "x")
# names(1, "y")
# specs(2.345, 42); specs(-0.0, -1)
# conversions("it's")
# parts({"a": 1}, [5]); parts({}, [])
# template("<{}>", 5); template("{0}{0}", 2); template("{x}", 1); template("plain", 1); template("{", 1)
# mapped("ann")
