"""statistics on lists of numbers."""

import statistics


def averages(values: list[int]):
    return [statistics.mean(values), statistics.median(values)]


def spread(values: list[float]):
    return [statistics.pstdev(values), statistics.stdev(values)]


def common(words: list[str]):
    return statistics.mode(words)


# averages([1, 2, 3, 4]); averages([1, 2, 4]); averages([]); averages([5])
# spread([1.0, 2.0, 4.0]); spread([1.0])
# common(["a", "b", "a"]); common([])
