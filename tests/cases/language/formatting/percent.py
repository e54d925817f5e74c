"""The % operator."""


def simple(name: str, n: int):
    return ["%s is %d" % (name, n), "%s" % name, "%r" % name, "%%%d" % n, "%5d|%-5d|%05d" % (n, n, n)]


def floats(x: float):
    return ["%f" % x, "%.2f" % x, "%8.1f|" % x, "%e" % x, "%g" % x, "%+.1f" % x]


def bases(n: int):
    return ["%x" % n, "%X" % n, "%o" % n, "%#x" % n, "%08x" % n]


def texts(s: str):
    return ["%10s|" % s, "%-10s|" % s, "%.2s" % s, "%c" % s[:1]]


def mapping(name: str, n: int):
    return "%(name)s: %(n)03d" % {"name": name, "n": n}


def truncated(x: float):
    return "%d" % x


def wrong_count(n: int):
    return "%d %d" % (n,)


def wrong_type(s: str):
    return "%d" % s


# simple("a", 5); simple("", -1)
# floats(2.5); floats(-0.0); floats(1e10)
# bases(255); bases(0); bases(-16)
# texts("abc"); texts("é")
# mapping("a", 7)
# truncated(2.9); truncated(-2.9)
# wrong_count(1)
# wrong_type("x")
