"""Lists of lists: transposing, multiplying, walking in spirals."""


def transposed(rows: list[list[int]]):
    if not rows:
        return []
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


def product(a: list[list[int]], b: list[list[int]]):
    result = []
    for row in a:
        line = []
        for j in range(len(b[0])):
            total = 0
            for k in range(len(b)):
                total += row[k] * b[k][j]
            line.append(total)
        result.append(line)
    return result


def identity(n: int):
    return [[1 if i == j else 0 for j in range(n)] for i in range(n)]


def flattened(rows: list[list[int]]):
    return [value for row in rows for value in row if value]


def filled(n: int):
    table = [[0] * n for _ in range(n)]
    for i in range(n):
        table[i][n - 1 - i] = i + 1
    return table


def aliased(n: int):
    table = [[0] * 2] * n
    table[0][1] = 5
    return table


# transposed([[1, 2], [3, 4], [5, 6]]); transposed([]); transposed([[1, 2], [3]])
# product([[1, 2], [3, 4]], [[5, 6], [7, 8]]); product([[1]], [[-1]]); product([], [[1]]); product([[1]], [])
# identity(3); identity(0); identity(1)
# flattened([[1, 0], [2], []]); flattened([])
# filled(3); filled(0)
# aliased(3); aliased(1); aliased(0)
