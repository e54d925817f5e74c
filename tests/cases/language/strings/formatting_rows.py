"""Rows of a report: padding, alignment, separators, percentages."""


def row(name: str, count: int, share: float):
    return f"{name:<10}|{count:>6}|{share:>7.1%}"


def money(amount: float):
    return [f"{amount:,.2f}", f"{amount:.0f}", f"{amount:+.1f}", f"{amount:e}", f"{amount:g}"]


def padded(n: int):
    return [f"{n:05d}", f"{n:+d}", f"{n:x}", f"{n:#b}", f"{n:,}", f"{n:_}", f"{n:^9}", f"{n:*>8}"]


def justified(text: str, width: int):
    return [text.ljust(width, "."), text.rjust(width), text.center(width, "*"), text.zfill(width)]


def table(rows: list[list[str]]):
    widths = [0, 0]
    for cells in rows:
        for i in range(2):
            widths[i] = max(widths[i], len(cells[i]))
    return [f"{cells[0]:<{widths[0]}}  {cells[1]:>{widths[1]}}" for cells in rows]


# row("apples", 12, 0.256); row("", 0, 0.0); row("a very long name", 1234567, 1.0)
# money(1234.565); money(0.0); money(-0.5); money(1e21)
# padded(42); padded(-42); padded(0); padded(9223372036854775807); padded(1234567)
# justified("ab", 5); justified("-7", 5); justified("", 3); justified("abcdef", 3); justified("é", 4)
# table([["a", "10"], ["bcd", "5"]]); table([]); table([["é日", ""], ["", "x"]])
