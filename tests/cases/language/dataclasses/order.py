"""order=True compares field by field."""

from dataclasses import dataclass


@dataclass(order=True)
class Task:
    priority: int
    name: str


def ordered(names: list[str]):
    tasks = [Task(len(name), name) for name in names]
    return [task.name for task in sorted(tasks)]


def compared(a: int, b: int):
    return [Task(a, "x") < Task(b, "x"), Task(a, "x") <= Task(b, "w"), Task(a, "x") > Task(b, "y"), max(Task(a, "p"), Task(b, "q")).name]


def of_unknown_fields(a, b):
    first, second = Task(a, "x"), Task(b, "w")
    return [first < second, first <= second, first > second, first >= second]


def tuples_of_unknown(a, b, name):
    pairs = [(a, name), (b, "m")]
    return [(a, name) < (b, "m"), (a, 1) >= (b, 2), pairs[0] <= pairs[1]]


# ordered([]); ordered(["bb", "a", "aa", "c"])
# compared(1, 2); compared(2, 2); compared(3, 1)
# of_unknown_fields(1, 2); of_unknown_fields(2, 2); of_unknown_fields(2.5, 2); of_unknown_fields("a", "b"); of_unknown_fields("a", 1); of_unknown_fields(None, None)
# of_unknown_fields(None, 1); of_unknown_fields([1, 2], [1, 3]); of_unknown_fields({}, {}); of_unknown_fields({}, {"a": 1}); of_unknown_fields(True, 1)
# of_unknown_fields([1, None], [1, 2]); of_unknown_fields([1, None], [1, None]); of_unknown_fields(9007199254740993, 9007199254740992.0)
# tuples_of_unknown(1, 2, "n"); tuples_of_unknown(2, 2, "n"); tuples_of_unknown(2, 2, "a"); tuples_of_unknown("b", "a", "n"); tuples_of_unknown(None, "a", "n")
# tuples_of_unknown(None, None, "m"); tuples_of_unknown([], [0], "m"); tuples_of_unknown(1.5, True, "m")
