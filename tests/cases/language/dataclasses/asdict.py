"""asdict, astuple, fields and JSON."""

import json
from dataclasses import asdict, astuple, dataclass, fields


@dataclass
class Address:
    street: str
    number: int


@dataclass
class Person:
    name: str
    address: Address


def nested(name: str, number: int):
    return asdict(Person(name, Address("Main", number)))


def dumped(name: str):
    return json.dumps(asdict(Person(name, Address("é", 1))), sort_keys=True)


def as_tuple(name: str):
    return list(astuple(Address(name, 3)))


def names():
    return [f.name for f in fields(Person)]


def rebuilt(street: str, number: int):
    row = {"street": street, "number": number}
    return Address(**row).number + 1


# nested("ann", 5); nested("", 0)
# dumped("bob")
# as_tuple("x")
# names()
# rebuilt("a", 4)
