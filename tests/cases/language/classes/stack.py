"""A container class with methods that raise."""


class Stack:
    def __init__(self, limit):
        self.items = []
        self.limit = limit

    def push(self, item):
        if len(self.items) >= self.limit:
            raise OverflowError("the stack is full")
        self.items.append(item)
        return self

    def pop(self):
        if not self.items:
            raise IndexError("the stack is empty")
        return self.items.pop()

    def __len__(self):
        return len(self.items)


def pushed(values: list[int], limit: int):
    stack = Stack(limit)
    for value in values:
        stack.push(value)
    return [len(stack), stack.items]


def popped(values: list[int], times: int):
    stack = Stack(10)
    for value in values:
        stack.push(value)
    return [stack.pop() for _ in range(times)]


def chained(n: int):
    stack = Stack(3)
    stack.push(n).push(n + 1).push(n + 2)
    return stack.items


# pushed([1, 2], 5); pushed([1, 2, 3], 2); pushed([], 0)
# popped([1, 2, 3], 2); popped([1], 2); popped([], 0)
# chained(1); chained(9223372036854775806)
