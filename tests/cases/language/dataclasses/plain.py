"""A dataclass: constructor, repr, equality."""

from dataclasses import dataclass


@dataclass
class Item:
    name: str
    price: int
    count: int = 1

    def total(self):
        return self.price * self.count


def made(name: str, price: int):
    item = Item(name, price)
    other = Item(name=name, price=price, count=3)
    return [item.total(), other.total(), item == other, item == Item(name, price, 1)]


def shown(name: str, price: int):
    return [repr(Item(name, price)), str([Item(name, price, 0)])]


def changed(price: int):
    item = Item("a", price)
    item.count += 4
    same = item
    same.price = 1
    return [item.price, item.count, item.total()]


# made("x", 5); made("", 0); made("é", -1)
# shown("x", 5); shown("it's", -1)
# changed(9)
