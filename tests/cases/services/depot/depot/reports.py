"""Numbers about the parcels."""
from . import models, state
from .models import Parcel


def _label(town):
    return town.title()


def heaviest() -> Parcel:
    """The heaviest parcel, or None."""
    best = None
    for parcel in state.parcels.values():
        if best is None or parcel.weight > best.weight:
            best = parcel
    return best


def by_town():
    towns = {}
    for parcel in state.parcels.values():
        label = _label(parcel.town)
        towns[label] = towns.get(label, 0) + 1
    return towns


def summary():
    """All parcels, a line each."""
    return [models.summary(parcel) for parcel in state.parcels.values()]


def income():
    return sum(parcel.price() for parcel in state.parcels.values())
