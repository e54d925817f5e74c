"""Attributes that are None at first."""


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


class Chain:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        node = Node(value)
        node.next = self.head
        self.head = node
        self.size += 1

    def values(self):
        found = []
        node = self.head
        while node is not None:
            found.append(node.value)
            node = node.next
        return found

    def reverse(self):
        before = None
        node = self.head
        while node:
            after = node.next
            node.next = before
            before = node
            node = after
        self.head = before


def pushed(values: list[int]):
    chain = Chain()
    for value in values:
        chain.push(value)
    return [chain.values(), chain.size]


def reversed_chain(values: list[int]):
    chain = Chain()
    for value in values:
        chain.push(value)
    chain.reverse()
    return chain.values()


# pushed([]); pushed([1, 2, 3])
# reversed_chain([]); reversed_chain([1, 2, 3]); reversed_chain([7])
