"""random with a seed gives the same numbers."""

import random


def drawn(seed: int):
    rng = random.Random(seed)
    return [rng.randint(1, 6), rng.random(), rng.choice(["a", "b", "c"]), rng.uniform(0, 10)]


def shuffled(seed: int, values: list[int]):
    rng = random.Random(seed)
    rng.shuffle(values)
    return values


def sampled(seed: int, n: int):
    rng = random.Random(seed)
    return rng.sample(range(10), n)


# drawn(1); drawn(0); drawn(-5); drawn(1099511627776)
# shuffled(1, [1, 2, 3, 4, 5]); shuffled(2, [])
# sampled(1, 3); sampled(1, 0); sampled(1, 11)
