"""decimal.Decimal: exact money."""

from decimal import ROUND_HALF_UP, Decimal


def total(prices: list[str]):
    return str(sum((Decimal(price) for price in prices), Decimal("0")))


def rounded(text: str):
    return str(Decimal(text).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def tax(text: str):
    amount = Decimal(text)
    return [str(amount * Decimal("0.19")), float(amount), amount > Decimal("10")]


# total(["0.10", "0.20"]); total([]); total(["x"])
# rounded("2.675"); rounded("-0.005"); rounded("1e3"); rounded("NaN")
# tax("9.99"); tax("100")
