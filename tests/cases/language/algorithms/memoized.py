"""Dynamic programming with lists and dicts."""


def fibonacci(n: int):
    known: dict[int, int] = {}

    def of(k: int) -> int:
        if k < 2:
            return k
        if k not in known:
            known[k] = of(k - 1) + of(k - 2)
        return known[k]

    return of(n)


def change(coins: list[int], amount: int):
    best = [0] + [amount + 1] * amount
    for total in range(1, amount + 1):
        for coin in coins:
            if coin <= total:
                best[total] = min(best[total], best[total - coin] + 1)
    return best[amount] if best[amount] <= amount else -1


def distance(a: str, b: str):
    previous = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        current = [i]
        for j, right in enumerate(b, 1):
            cost = 0 if left == right else 1
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost))
        previous = current
    return previous[-1]


def longest(values: list[int]):
    lengths = []
    for i, value in enumerate(values):
        best = 1
        for j in range(i):
            if values[j] < value and lengths[j] + 1 > best:
                best = lengths[j] + 1
        lengths.append(best)
    return max(lengths, default=0)


# fibonacci(0); fibonacci(10); fibonacci(80); fibonacci(95)
# change([1, 5, 10], 18); change([2], 3); change([], 0); change([3], 0)
# distance("kitten", "sitting"); distance("", "abc"); distance("é", "e"); distance("same", "same")
# longest([3, 1, 4, 1, 5, 9, 2, 6]); longest([]); longest([5, 4])
