"""raise in its forms."""


def made(kind: str):
    if kind == "class":
        raise ValueError
    if kind == "empty":
        raise ValueError()
    if kind == "text":
        raise ValueError("text")
    if kind == "number":
        raise ValueError(5)
    if kind == "two":
        raise ValueError("a", 1)
    if kind == "key":
        raise KeyError("k")
    if kind == "runtime":
        raise RuntimeError("r")
    if kind == "type":
        raise TypeError("t")
    if kind == "stop":
        raise StopIteration
    if kind == "permission":
        raise PermissionError("no")
    if kind == "exit":
        raise NotImplementedError("n")
    return kind


def stored(flag: bool):
    error = ValueError("stored")
    if flag:
        raise error
    return str(error)


def asserted(n: int):
    assert n > 0, f"{n} is not positive"
    assert n < 100
    return n


# made("class"); made("empty"); made("text"); made("number"); made("two"); made("key"); made("runtime"); made("type"); made("stop"); made("permission"); made("exit"); made("fine")
# stored(True); stored(False)
# asserted(1); asserted(0); asserted(100)
