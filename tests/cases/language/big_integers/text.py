"""Integers past 64 bits as text, and from text."""


# shown(0); shown(-1); shown(9223372036854775807)
def shown(n: int):
    big = 2**70 * n
    return [str(big), repr(big), f"{big}", f"{big!r}", f"{big!s}", "%d" % big, "%s" % big, "{} {}".format(big, n)]


# specs(0); specs(1); specs(-1)
def specs(n: int):
    big = 10**25 * n
    return [f"{big:,}", f"{big:_}", f"{big:d}", f"{big:x}", f"{big:X}", f"{big:#x}", f"{big:b}", f"{big:o}", f"{big:40}", f"{big:<40}|", f"{big:^40}", f"{big:+}", f"{big:040,}", f"{big:.3e}", f"{big:.1f}", f"{big:g}", f"{big:_x}"]


# computed_spec(">40"); computed_spec("x"); computed_spec(",d"); computed_spec("q"); computed_spec("c"); computed_spec(".2")
def computed_spec(spec: str):
    big = 3**60
    return f"{big:{spec}}"


# radix(0); radix(1); radix(-1)
def radix(n: int):
    big = 2**65 * n
    return [hex(big), bin(big), oct(big)]


# parsed("0"); parsed("ff"); parsed("ffffffffffffffffffffffff"); parsed("-8000000000000000"); parsed(""); parsed("xyz"); parsed("0x10")
def parsed(text: str):
    return int(text, 16) * 2 + 1


# bucket("00"); bucket("9e107d9d372bb6826bd81d3542a419d6e4d909c290d0fb1ca068ffaddf22cbd0"); bucket("zz")
def bucket(digest: str):
    return int(digest, 16) % 1000


# decimal("12345678901234567890123"); decimal("-1"); decimal("x")
def decimal(text: str):
    return int(text) * 2**64


# digit_sum(0); digit_sum(10); digit_sum(1000)
def digit_sum(n: int):
    return sum(int(digit) for digit in str(2**n))


# longest(10); longest(4299); longest(4300)
def longest(n: int):
    return len(str(10**n))


# longest_formatted(10); longest_formatted(4300)
def longest_formatted(n: int):
    return len(f"{10**n:,}")


# caught(4300); caught(4)
def caught(n: int):
    try:
        return len(str(10**n))
    except ValueError as error:
        return str(error)


# floats("1"); floats("400")
def floats(text: str):
    return float(10 ** int(text))
