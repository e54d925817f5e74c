"""A recursive structure of instances."""


class Tree:
    def __init__(self, value):
        self.value = value
        self.left = None
        self.right = None

    def insert(self, value):
        if value < self.value:
            if self.left is None:
                self.left = Tree(value)
            else:
                self.left.insert(value)
        else:
            if self.right is None:
                self.right = Tree(value)
            else:
                self.right.insert(value)

    def walk(self):
        left = self.left.walk() if self.left else []
        right = self.right.walk() if self.right else []
        return left + [self.value] + right

    def depth(self):
        return 1 + max(self.left.depth() if self.left else 0, self.right.depth() if self.right else 0)


def sorted_tree(values: list[int]):
    root = Tree(values[0])
    for value in values[1:]:
        root.insert(value)
    return [root.walk(), root.depth()]


# sorted_tree([5, 3, 8, 1]); sorted_tree([1]); sorted_tree([]); sorted_tree([2, 2, 2])
