"""match with classes, mappings and types."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


def place(x: int, y: int):
    match Point(x, y):
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=b):
            return f"y {b}"
        case Point(a, b) if a == b:
            return "diagonal"
        case Point():
            return "somewhere"


def shape(value):
    match value:
        case {"kind": "circle", "r": r}:
            return f"circle {r}"
        case {"kind": kind, **rest}:
            return f"{kind} {sorted(rest)}"
        case [first, second]:
            return f"pair {first} {second}"
        case str() as text:
            return "text " + text
        case int() | float():
            return "number"
        case None:
            return "none"
        case _:
            return "other"


# place(0, 0); place(0, 5); place(3, 3); place(1, 2)
# shape({"kind": "circle", "r": 2}); shape({"kind": "square", "b": 1, "a": 2}); shape([1, 2]); shape([1]); shape("t"); shape(1.5); shape(None); shape({})
