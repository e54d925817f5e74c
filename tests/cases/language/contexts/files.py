"""Files in memory: io.StringIO and io.BytesIO."""

import io


def written(words: list[str]):
    out = io.StringIO()
    for word in words:
        out.write(word)
        out.write("\n")
    return out.getvalue()


def lines(text: str):
    return [line.rstrip("\n") for line in io.StringIO(text)]


def in_with(text: str):
    with io.StringIO() as out:
        out.write(text)
        print("x", 1, file=out)
        return out.getvalue()


def binary(text: str):
    return io.BytesIO(text.encode()).read(3).decode()


# written([]); written(["a", "b"])
# lines("a\nb"); lines("")
# in_with("q")
# binary("hello"); binary("")
