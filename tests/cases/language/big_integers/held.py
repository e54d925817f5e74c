"""Integers past 64 bits as text by `%`, and where a function takes fewer bits."""


# shown(0); shown(-1); shown(255)
def shown(n: int):
    big = n + 2**64
    return ["%x" % big, "%X|%o" % (big, -big), "%#x" % big, "%025d" % -big, "%-24d|" % big, "%+d % d" % (big, big), "%#030x" % -big, "%i %u" % (big, big)]


# small(0); small(5); small(-3)
def small(n: int):
    big = n + 2**64
    less = big - 2**64
    return ["%x" % less, "%5d|" % less, "%05d" % less, "%-4d|" % less, "%+d" % less]


# padded(3); padded(0); padded(-2)
def padded(n: int):
    width = n * 2**64 // 2**63
    return ["ab".center(width, "*"), "ab".zfill(width), "a,b,c".split(",", width), round(2.5678, width)]


# stepped(1); stepped(3); stepped(-2); stepped(0)
def stepped(n: int):
    step = n * 2**64 // 2**63
    found = []
    for i in range(0, 10, step):
        found.append(i)
    for i in range(10, 0, step):
        found.append(-i)
    return found
