"""Heaps of numbers, of text and of lists."""

NATIVE = "heappush heappop heapreplace heappushpop heapify".split()


def calls(random):
    import heapq

    def heap():
        kind = random.random()
        if kind < 0.6:
            items = [random.choice([random.randint(-20, 20), random.random()]) for _ in range(random.randint(0, 15))]
        elif kind < 0.8:
            items = ["".join(random.choices("abé", k=2)) for _ in range(random.randint(0, 9))]
        else:
            items = [[random.randint(0, 3), random.choice("xyz")] for _ in range(random.randint(0, 7))]
        heapq.heapify(items)
        return items

    for name in ["heappush", "heapreplace", "heappushpop"]:
        items = heap()
        item = {str: "b", list: [1, "y"]}.get(type(items[0]) if items else int, random.randint(-25, 25))
        yield name, (items, item), {}
    yield "heappop", (heap(),), {}
    items = heap()
    random.shuffle(items)
    yield "heapify", (items,), {}
    yield "nsmallest", (random.randint(-1, 5), items), {}
    yield "nlargest", (random.randint(-1, 5), items), {}
