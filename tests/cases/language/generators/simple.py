"""Functions that yield, walked by for and by list."""


def up_to(n):
    i = 0
    while i < n:
        yield i
        i += 1


def pairs(words):
    for i, word in enumerate(words):
        if word:
            yield i, word


def listed(n: int):
    return list(up_to(n))


def walked(n: int):
    found = []
    for value in up_to(n):
        if value == 3:
            break
        found.append(value * 10)
    return found


def summed(n: int):
    return sum(up_to(n))


def unpacked(words: list[str]):
    return [f"{i}{w}" for i, w in pairs(words)]


def returned(n: int):
    def some():
        for i in range(n):
            if i == 2:
                return
            yield i

    return list(some())


# listed(0); listed(3)
# walked(2); walked(9)
# summed(4); summed(0)
# unpacked(["a", "", "b"]); unpacked([])
# returned(1); returned(5)
