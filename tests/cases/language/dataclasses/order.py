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


# ordered([]); ordered(["bb", "a", "aa", "c"])
# compared(1, 2); compared(2, 2); compared(3, 1)
