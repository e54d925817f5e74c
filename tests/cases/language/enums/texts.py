"""Enums with text values, str mixins, methods."""

from enum import Enum


class Status(str, Enum):
    OPEN = "open"
    DONE = "done"

    def closed(self):
        return self is Status.DONE


class Plain(Enum):
    A = "a"
    B = "b"

    @property
    def other(self):
        return Plain.B if self is Plain.A else Plain.A


def status(text: str):
    s = Status(text)
    return [s.value, s.closed(), s == "open", s.name]


def dumped(text: str):
    import json

    return json.dumps({"status": Status(text)})


def other(text: str):
    return Plain(text).other.value


def as_key(texts: list[str]):
    counts = {p: 0 for p in Plain}
    for text in texts:
        counts[Plain(text)] += 1
    return {p.value: n for p, n in counts.items()}


# status("open"); status("done"); status("x")
# dumped("open")
# other("a"); other("b"); other("")
# as_key(["a", "b", "a"]); as_key([]); as_key(["c"])
