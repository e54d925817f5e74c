"""Counter, defaultdict, deque and OrderedDict in everyday use."""

from collections import Counter, OrderedDict, defaultdict, deque


def most_common(text: str):
    return [[word, count] for word, count in Counter(text.split()).most_common(2)]


def grouped(words: list[str]):
    groups = defaultdict(list)
    for word in words:
        groups[len(word)].append(word)
    return {str(size): groups[size] for size in sorted(groups)}


def counted(words: list[str]):
    counts = defaultdict(int)
    for word in words:
        counts[word] += 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def queue(values: list[int]):
    waiting = deque(values)
    served = []
    while waiting:
        value = waiting.popleft()
        served.append(value)
        if value > 3:
            waiting.append(value - 3)
    return served


def recent(values: list[int]):
    window = deque(maxlen=3)
    for value in values:
        window.append(value)
    return [list(window), sum(window)]


def ordered(words: list[str]):
    seen = OrderedDict()
    for word in words:
        seen[word] = len(word)
    return list(seen.items())


def ranking(words: list[str], n: int):
    return [Counter(words).most_common(), sorted(Counter(words).most_common()), Counter([words[0], "a"]).most_common(n)]


# ranking(["b", "a", "b"], 1); ranking(["a"], 0); ranking([], 2); ranking(["b", "c", "", "c", "b"], -1)
# most_common("a b a c b a"); most_common(""); most_common("x")
# grouped(["a", "bb", "cc", ""]); grouped([])
# counted(["b", "a", "b", "c"]); counted([])
# queue([1, 5, 9]); queue([])
# recent([1, 2, 3, 4, 5]); recent([]); recent([7])
# ordered(["b", "a", "b"]); ordered([])
