"""`__len__`, `__getitem__`, `__setitem__`, `__contains__`, `__iter__`."""


class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
        return self

    def __len__(self):
        return len(self.items)

    def __getitem__(self, index):
        return self.items[index]

    def __setitem__(self, index, value):
        self.items[index] = value

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)


def filled(values):
    stack = Stack()
    for value in values:
        stack.push(value)
    return stack


def sizes(values: list[int]):
    stack = filled(values)
    return [len(stack), bool(stack), 2 in stack]


def item(values: list[int], index: int):
    return filled(values)[index]


def replaced(values: list[int], index: int):
    stack = filled(values)
    stack[index] = 99
    return stack.items


def walked(values: list[int]):
    return [value * 2 for value in filled(values)]


def chained(a: int, b: int):
    return Stack().push(a).push(b).items


# sizes([]); sizes([1, 2]); sizes([3])
# item([5, 6], 0); item([5, 6], -1); item([5], 1); item([], 0)
# replaced([1, 2], 0); replaced([1], 1); replaced([1, 2, 3], -1)
# walked([1, 2]); walked([])
# chained(1, 2)
