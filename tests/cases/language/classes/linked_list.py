"""Instances that point to each other."""


class Node:
    def __init__(self, value):
        self.value = value
        self.next = None


class Chain:
    def __init__(self):
        self.head = None
        self.size = 0

    def add(self, value):
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
        previous = None
        node = self.head
        while node is not None:
            following = node.next
            node.next = previous
            previous = node
            node = following
        self.head = previous


def built(values: list[int]):
    chain = Chain()
    for value in values:
        chain.add(value)
    return [chain.values(), chain.size]


def reversed_chain(values: list[int]):
    chain = Chain()
    for value in values:
        chain.add(value)
    chain.reverse()
    return chain.values()


# built([1, 2, 3]); built([])
# reversed_chain([1, 2, 3]); reversed_chain([]); reversed_chain([5])
