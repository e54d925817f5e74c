"""collections.defaultdict, Counter and OrderedDict, deque."""

from collections import Counter, OrderedDict, defaultdict, deque


def groups(words: list[str]):
    found = defaultdict(list)
    for w in words:
        found[len(w)].append(w)
    return {str(k): v for k, v in found.items()}


def counts(words: list[str]):
    found = defaultdict(int)
    for w in words:
        found[w] += 1
    return dict(found)


def counter(text: str):
    c = Counter(text)
    return [c["a"], c["zz"], len(c), sum(c.values())]


def common(text: str):
    return [[k, n] for k, n in Counter(text).most_common(2)]


def queue(values: list[int]):
    q = deque(values)
    q.append(9)
    q.appendleft(0)
    return [q.popleft(), q.pop(), list(q), len(q)]


def own_items(values: list[int]):
    q = deque(values)
    q.append(9)
    return [values, list(q)]


def bounded(values: list[int]):
    return list(deque(values, maxlen=2))


def ordered(words: list[str]):
    d = OrderedDict()
    for i, w in enumerate(words):
        d[w] = i
    if words:
        d.move_to_end(words[0])
    return list(d)


# groups(["a", "bb", "c"]); groups([])
# counts(["a", "b", "a"]); counts([])
# counter("banana"); counter("")
# common("banana"); common("")
# queue([1, 2]); queue([])
# own_items([1]); own_items([])
# bounded([1, 2, 3]); bounded([])
# ordered(["a", "b"]); ordered([])
