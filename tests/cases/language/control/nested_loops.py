"""Loops in loops, with break and continue of the inner one, and flags for the outer one."""


def first_pair(values: list[int], total: int):
    found = None
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            if values[i] + values[j] == total:
                found = [i, j]
                break
        if found is not None:
            break
    return found


def grid(rows: int, columns: int):
    lines = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            if row == column:
                continue
            cells.append(row * column)
        lines.append(cells)
    return lines


def with_else(words: list[str], letter: str):
    kept = []
    for word in words:
        for c in word:
            if c == letter:
                break
        else:
            kept.append(word)
    return kept


def triangle(n: int):
    text = ""
    for i in range(1, n + 1):
        for _ in range(i):
            text += "*"
        text += "\n"
    return text


# first_pair([1, 2, 3, 4], 7); first_pair([], 1); first_pair([5], 10); first_pair([5, 5], 10); first_pair([4611686018427387904, 4611686018427387904], 9223372036854775808)
# grid(2, 3); grid(0, 3); grid(1, 1); grid(3, 3)
# with_else(["apple", "berry", ""], "e"); with_else([], "a"); with_else(["bob"], "b")
# triangle(3); triangle(0); triangle(-1)
