"""Parcels."""
import math

from . import settings
from .settings import *


class Parcel:
    """One parcel on its way."""

    def __init__(self, number, town, weight, sender):
        self.number = number
        self.town = town
        self.weight = weight
        self.sender = sender
        self.status = "in"

    def zone(self):
        return "near" if self.town in NEAR else "far"

    def price(self):
        """Cents."""
        return math.ceil(self.weight) * settings.RATES[self.zone()]

    def to_dict(self):
        return {"number": self.number, "town": self.town, "weight": self.weight, "status": self.status}


def summary(parcel):
    return f"{parcel.number}: {parcel.town} ({_label(parcel.status)})"


def _label(text):
    return text.upper()
