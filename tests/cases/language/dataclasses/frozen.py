"""Frozen dataclasses: keys and replace."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Cell:
    row: int
    column: int


def counted(values: list[int]):
    seen = {}
    for value in values:
        cell = Cell(value // 3, value % 3)
        seen[cell] = seen.get(cell, 0) + 1
    return [[cell.row, cell.column, n] for cell, n in seen.items()]


def replaced(row: int):
    cell = Cell(row, 2)
    other = replace(cell, row=row + 1)
    return [cell.row, other.row, other.column]


def assigned(row: int):
    cell = Cell(row, 0)
    cell.row = 5
    return cell.row


# counted([1, 1, 5]); counted([])
# replaced(1)
# assigned(1)
