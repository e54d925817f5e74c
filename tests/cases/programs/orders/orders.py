"""An order book: limit and market orders, matched by price, then by time.

Reads commands from standard input, one a line; prices are in cents when written without a point:

    buy TRADER QUANTITY PRICE|market      sell TRADER QUANTITY PRICE|market
    cancel NUMBER                         amend NUMBER QUANTITY
    book [LEVELS]                         trades [TRADER]
    positions

`--quiet` prints no trades as they happen, `--fee N` takes N hundredths of a percent of each trade.
"""

import heapq
import sys
from collections import defaultdict
from dataclasses import dataclass

BUY = "buy"
SELL = "sell"
MAX_QUANTITY = 1_000_000
MAX_PRICE = 100_000_000


class OrderError(Exception):
    """An order cannot be taken."""


class UnknownOrder(OrderError):
    """There is no open order of that number."""

    def __init__(self, number):
        super().__init__(f"no open order {number}")
        self.number = number


class UsageError(Exception):
    """The program was not started as it should be."""


@dataclass
class Order:
    """What somebody wants to buy or sell, at the price or a better one."""

    number: int
    trader: str
    side: str
    quantity: int
    price: int


@dataclass
class Trade:
    """A quantity that changed hands."""

    number: int
    buyer: str
    seller: str
    quantity: int
    price: int

    def value(self):
        return self.quantity * self.price


def cents(amount):
    """An amount of cents as it is written: 1,234.50"""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100:,}.{abs(amount) % 100:02d}"


def parse_price(text):
    """A price in cents, from `12.50` or `1250`."""
    if "." in text:
        whole, fraction = text.split(".", 1)
        if len(fraction) != 2:
            raise ValueError(f"a price has two digits behind the point, not {text}")
        price = int(whole) * 100 + int(fraction)
    else:
        price = int(text)
    if not 0 < price < MAX_PRICE:
        raise ValueError(f"a price is between 0 and {cents(MAX_PRICE)}, not {text}")
    return price


def parse_quantity(text):
    quantity = int(text)
    if not 0 < quantity <= MAX_QUANTITY:
        raise OrderError(f"a quantity is from 1 to {MAX_QUANTITY:,}, not {quantity:,}")
    return quantity


class Book:
    """The open orders of both sides, and the trades they made.

    Each side is a heap with the best order first. An order that is cancelled or filled stays in its heap until it comes up.
    """

    def __init__(self, fee=0):
        self.fee = fee
        self.orders = {}
        self.bids = []
        self.asks = []
        self.trades = []
        self.last_number = 0
        self.fees = 0

    def submit(self, trader, side, quantity, price=None):
        """Matches a new order and keeps what is left of a limit order; the order and its trades.

        An order without a price takes the best that there is.
        """
        self.last_number += 1
        limit = price
        if limit is None:
            limit = MAX_PRICE if side == BUY else 0
        order = Order(self.last_number, trader, side, quantity, limit)
        made = self.match(order)
        if order.quantity > 0 and price is not None:
            self.orders[order.number] = order
            if side == BUY:
                heapq.heappush(self.bids, (-order.price, order.number))
            else:
                heapq.heappush(self.asks, (order.price, order.number))
        return order, made

    def match(self, order):
        made = []
        while order.quantity > 0:
            other = self.best(SELL if order.side == BUY else BUY)
            if other is None or not self.crosses(order, other):
                break
            quantity = min(order.quantity, other.quantity)
            buyer, seller = (order, other) if order.side == BUY else (other, order)
            trade = Trade(len(self.trades) + 1, buyer.trader, seller.trader, quantity, other.price)
            self.trades.append(trade)
            made.append(trade)
            self.fees += trade.value() * self.fee // 10000
            order.quantity -= quantity
            other.quantity -= quantity
            if other.quantity == 0:
                del self.orders[other.number]
        return made

    def best(self, side):
        """The open order that is served first, or None."""
        heap = self.bids if side == BUY else self.asks
        while heap:
            _, number = heap[0]
            if number in self.orders:
                return self.orders[number]
            heapq.heappop(heap)
        return None

    def crosses(self, order, other):
        if order.side == BUY:
            return order.price >= other.price
        return order.price <= other.price

    def cancel(self, number):
        if number not in self.orders:
            raise UnknownOrder(number)
        return self.orders.pop(number)

    def amend(self, number, quantity):
        """A smaller quantity keeps the order's place, a greater one does not."""
        order = self.orders.get(number)
        if order is None:
            raise UnknownOrder(number)
        if quantity > order.quantity:
            self.cancel(number)
            return self.submit(order.trader, order.side, quantity, order.price)
        order.quantity = quantity
        return order, []

    def levels(self, side):
        """(price, quantity, number of orders) from the best price on."""
        totals = {}
        for order in self.orders.values():
            if order.side == side:
                quantity, count = totals.get(order.price, (0, 0))
                totals[order.price] = (quantity + order.quantity, count + 1)
        rows = [(price, quantity, count) for price, (quantity, count) in totals.items()]
        rows.sort(key=lambda row: row[0], reverse=side == BUY)
        return rows

    def positions(self):
        """Holdings and cash of each trader who traded."""
        shares = defaultdict(int)
        cash = defaultdict(int)
        for trade in self.trades:
            shares[trade.buyer] += trade.quantity
            shares[trade.seller] -= trade.quantity
            cash[trade.buyer] -= trade.value()
            cash[trade.seller] += trade.value()
        return {name: (count, cash[name]) for name, count in shares.items()}


def show_book(book, depth):
    bids = book.levels(BUY)[:depth]
    asks = book.levels(SELL)[:depth]
    print(f"{'bids':^28}|{'asks':^28}")
    print("-" * 28 + "+" + "-" * 28)
    for index in range(max(len(bids), len(asks))):
        left = right = ""
        if index < len(bids):
            price, quantity, count = bids[index]
            left = f"{count:>4} {quantity:>11,} {cents(price):>10}"
        if index < len(asks):
            price, quantity, count = asks[index]
            right = f"{cents(price):>10} {quantity:>11,} {count:>4}"
        print(f"{left:<28}|{right}".rstrip())
    if bids and asks:
        print(f"spread {cents(asks[0][0] - bids[0][0])}")


def show_trade(trade):
    print(f"#{trade.number:03} {trade.buyer} <- {trade.seller}: {trade.quantity:,} at {cents(trade.price)}")


def show_positions(book):
    positions = book.positions()
    for name, (shares, cash) in sorted(positions.items(), key=lambda item: (-item[1][0], item[0])):
        print(f"{name:<10} {shares:>+10,} {cents(cash):>16}")
    if positions:
        richest = max(positions, key=lambda name: positions[name][1])
        print(f"most cash: {richest}")


def show_summary(book):
    volume = sum(trade.quantity for trade in book.trades)
    value = sum(trade.value() for trade in book.trades)
    print(f"{len(book.trades)} trades, {volume:,} shares, {len(book.orders)} open orders")
    if volume:
        prices = [trade.price for trade in book.trades]
        print(f"low {cents(min(prices))}, high {cents(max(prices))}, average {value / volume / 100:.4f}")
    if book.fee:
        print(f"fees {cents(book.fees)}")


def execute(book, words, quiet):
    """Does a command."""
    command, *arguments = words
    if command in (BUY, SELL):
        trader, quantity, price = arguments
        limit = None if price == "market" else parse_price(price)
        order, made = book.submit(trader, command, parse_quantity(quantity), limit)
        if not quiet:
            for trade in made:
                show_trade(trade)
        if order.quantity and limit is None:
            raise OrderError(f"{order.quantity} of {quantity} found nobody")
    elif command == "cancel":
        (number,) = arguments
        order = book.cancel(int(number))
        print(f"cancelled {order.side} {order.quantity} of {order.trader}")
    elif command == "amend":
        number, quantity = map(int, arguments)
        order, made = book.amend(number, quantity)
        print(f"order {order.number} is for {order.quantity}, {len(made)} trades")
    elif command == "book":
        show_book(book, int(arguments[0]) if arguments else 5)
    elif command == "trades":
        for trade in book.trades:
            if not arguments or arguments[0] in (trade.buyer, trade.seller):
                show_trade(trade)
    elif command == "positions":
        show_positions(book)
    else:
        raise OrderError(f"unknown command {command!r}")


def parse_options(arguments):
    quiet = False
    fee = 0
    rest = list(arguments)
    while rest:
        option = rest.pop(0)
        if option == "--quiet":
            quiet = True
        elif option == "--fee":
            if not rest:
                raise UsageError("--fee needs a number")
            fee = int(rest.pop(0))
        else:
            raise UsageError(f"unknown option {option}")
    return quiet, fee


def main():
    try:
        quiet, fee = parse_options(sys.argv[1:])
    except (UsageError, ValueError) as error:
        print(f"orders: {error}", file=sys.stderr)
        sys.exit(2)
    book = Book(fee)
    rejected = 0
    for line_number, line in enumerate(sys.stdin, start=1):
        words = line.split("#")[0].split()
        if not words:
            continue
        try:
            execute(book, words, quiet)
        except UnknownOrder as error:
            rejected += 1
            hint = " (not placed yet)" if error.number > book.last_number else ""
            print(f"line {line_number}: {error}{hint}", file=sys.stderr)
        except (OrderError, ValueError) as error:
            rejected += 1
            print(f"line {line_number}: {error}", file=sys.stderr)
    show_summary(book)
    return 1 if rejected else 0


if __name__ == "__main__":
    sys.exit(main())
