"""bytes: slices, items, search, hex, decode."""


def items(text: str):
    data = text.encode()
    return [len(data), list(data), data[:2].decode("latin-1"), data.hex()]


def item(text: str, i: int):
    return text.encode()[i]


def decoded(values: list[int]):
    return bytes(values).decode()


def decoded_loosely(values: list[int]):
    return bytes(values).decode("utf-8", errors="replace")


def latin(text: str):
    return text.encode("latin-1").hex()


def search(text: str, part: str):
    data, piece = text.encode(), part.encode()
    return [data.find(piece), piece in data, data.startswith(piece), data.count(piece), data.replace(piece, b"-").decode()]


def split(text: str):
    return [part.decode() for part in text.encode().split(b",")]


def joined(parts: list[str]):
    return b"|".join([p.encode() for p in parts]).decode()


def shown(values: list[int]):
    return repr(bytes(values))


def compared(a: str, b: str):
    return [a.encode() == b.encode(), a.encode() < b.encode(), b"a" == "a"]


def from_hex(text: str):
    return list(bytes.fromhex(text))


def growing(n: int):
    data = bytearray()
    for i in range(n):
        data.append(i)
    data += b"xy"
    return bytes(data).hex()


# items("aé"); items("")
# item("abc", 0); item("a", -1); item("", 0)
# decoded([97, 195, 169]); decoded([255]); decoded([256]); decoded([]); decoded([195])
# decoded_loosely([97, 255, 98]); decoded_loosely([])
# latin("aé"); latin("日")
# search("abcab", "ab"); search("", "")
# split("a,b,,c"); split("")
# joined(["a", "b"]); joined([])
# shown([97, 0, 255, 39, 10]); shown([])
# compared("a", "b"); compared("a", "a")
# from_hex("00ff"); from_hex(""); from_hex("0"); from_hex("zz")
# growing(0); growing(3)
