"""A report of sales by region, product, month or seller.

The input has a sale a line, `DATE,REGION,PRODUCT,SELLER,QUANTITY,PRICE`; lines that are empty or start with `#` are left out.
"""

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass

COLUMNS = ["date", "region", "product", "seller", "quantity", "price"]
BAR = 20


class BadLine(Exception):
    """A line is no sale."""

    def __init__(self, number, reason):
        super().__init__(f"line {number}: {reason}")
        self.number = number
        self.reason = reason


@dataclass
class Sale:
    """One line of the input."""

    date: str
    region: str
    product: str
    seller: str
    quantity: int
    price: float

    def total(self):
        return self.quantity * self.price

    def month(self):
        return self.date[:7]


@dataclass
class Group:
    """What the sales of one key add up to."""

    key: str
    sales: int
    quantity: int
    total: float
    best: str

    def average(self):
        return self.total / self.sales


def parse_date(text):
    """Checks a date and gives it back."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        raise ValueError(f"{text!r} is not a date")
    year, month, day = map(int, parts)
    if not (1 <= month <= 12 and 1 <= day <= 31 and year >= 1900):
        raise ValueError(f"{text!r} is not a date")
    return text


def parse_line(number, line):
    fields = [field.strip() for field in line.split(",")]
    if len(fields) != len(COLUMNS):
        raise BadLine(number, f"{len(fields)} fields instead of {len(COLUMNS)}")
    row = dict(zip(COLUMNS, fields))
    missing = [name for name, value in row.items() if not value]
    if missing:
        raise BadLine(number, "no " + ", ".join(missing))
    try:
        date = parse_date(row["date"])
        quantity = int(row["quantity"])
        price = float(row["price"])
    except ValueError as error:
        raise BadLine(number, str(error)) from error
    return Sale(date, row["region"], row["product"], row["seller"], quantity, price)


def read_sales(lines, strict):
    """The sales, and the lines that are none."""
    sales = []
    problems = []
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\n")
        if not line.strip() or line.startswith("#"):
            continue
        try:
            sales.append(parse_line(number, line))
        except BadLine as problem:
            if strict:
                raise
            problems.append(str(problem))
    return sales, problems


def key_of(sale, by):
    if by == "region":
        return sale.region
    if by == "product":
        return sale.product
    if by == "month":
        return sale.month()
    return sale.seller


def group_sales(sales, by):
    groups = defaultdict(list)
    for sale in sales:
        groups[key_of(sale, by)].append(sale)
    result = []
    for key, members in groups.items():
        best = max(members, key=lambda sale: sale.total())
        quantity = sum(sale.quantity for sale in members)
        total = sum(sale.total() for sale in members)
        result.append(Group(key, len(members), quantity, total, best.seller))
    return result


def sort_groups(groups, order, reverse):
    if order == "name":
        groups.sort(key=lambda group: group.key, reverse=reverse)
    elif order == "count":
        groups.sort(key=lambda group: (-group.sales, group.key), reverse=reverse)
    else:
        groups.sort(key=lambda group: (-group.total, -group.quantity, group.key), reverse=reverse)
    return groups


def bar(share):
    """A share from 0 to 1 as a bar."""
    filled = round(share * BAR)
    return "#" * filled + "." * (BAR - filled)


def print_groups(groups, title, total):
    width = max([len(title)] + [len(group.key) for group in groups])
    header = f"{title:<{width}}  {'sales':>6} {'quantity':>9} {'total':>14} {'share':>7}  {'average':>10}"
    print(header)
    print("=" * len(header))
    for group in groups:
        share = group.total / total if total else 0.0
        print(
            f"{group.key:<{width}}  {group.sales:>6d} {group.quantity:>9,d} {group.total:>14,.2f} {share:>7.1%}"
            f"  {group.average():>10.2f}  {bar(max(share, 0.0))}"
        )
    print("-" * len(header))


def print_cross(sales):
    """Quantities of each product in each region."""
    cells = Counter()
    for sale in sales:
        cells[sale.region, sale.product] += sale.quantity
    regions = sorted({sale.region for sale in sales})
    products = sorted({sale.product for sale in sales})
    print(" " * 12 + "".join(f"{product[:10]:>12}" for product in products))
    for region in regions:
        row = [cells[region, product] for product in products]
        print(f"{region[:12]:<12}" + "".join(f"{value or '-':>12}" for value in row))


def print_sellers(sales, count):
    """Who sold most often, and the products each of them sold."""
    counts = Counter(sale.seller for sale in sales)
    products = defaultdict(set)
    for sale in sales:
        products[sale.seller].add(sale.product)
    for place, (seller, number) in enumerate(counts.most_common(count), start=1):
        names = ", ".join(sorted(products[seller]))
        print(f"{place:>3}. {seller} ({number}): {names}")


def parse_arguments():
    parser = argparse.ArgumentParser(description="Reports sales that are read from standard input.")
    parser.add_argument("by", nargs="?", default="region", choices=["region", "product", "month", "seller"], help="what to group by (default: %(default)s)")
    parser.add_argument("-s", "--sort", default="total", choices=["total", "count", "name"], help="the order of the groups")
    parser.add_argument("-r", "--reverse", action="store_true", help="turn the order round")
    parser.add_argument("-n", "--top", type=int, metavar="N", help="only the first N groups")
    parser.add_argument("--min-total", type=float, default=0.0, metavar="AMOUNT", help="leave out groups below this amount")
    parser.add_argument("--cross", action="store_true", help="also a table of regions and products")
    parser.add_argument("--sellers", type=int, default=0, metavar="N", help="also the N sellers with the most sales")
    parser.add_argument("--strict", action="store_true", help="end at the first line that is wrong")
    return parser.parse_args()


def main():
    args = parse_arguments()
    try:
        sales, problems = read_sales(sys.stdin, args.strict)
    except BadLine as problem:
        print(f"sales: {problem}", file=sys.stderr)
        return 3
    for problem in problems:
        print(f"sales: {problem}", file=sys.stderr)
    if not sales:
        print("no sales")
        return 1
    total = sum(sale.total() for sale in sales)
    groups = [group for group in group_sales(sales, args.by) if group.total >= args.min_total]
    groups = sort_groups(groups, args.sort, args.reverse)
    if args.top is not None:
        groups = groups[: args.top]
    print_groups(groups, args.by, total)
    print(f"{len(sales)} sales, {total:,.2f} in all, from {min(sale.date for sale in sales)} to {max(sale.date for sale in sales)}")
    if args.cross:
        print()
        print_cross(sales)
    if args.sellers:
        print()
        print_sellers(sales, args.sellers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
