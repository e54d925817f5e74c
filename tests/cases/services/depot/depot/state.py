"""What is in the depot now: every other module changes it here."""
import threading

from . import settings as config
from .errors import TooHeavy, Unknown
from .models import Parcel

lock = threading.Lock()
parcels = {}
counter = 0
gone = []


def receive(town, weight, sender):
    """Take a parcel in."""
    global counter
    if weight > config.MAX_WEIGHT:
        raise TooHeavy(weight, config.MAX_WEIGHT)
    with lock:
        counter += 1
        parcel = Parcel(counter, town, weight, sender)
        parcels[counter] = parcel
    return parcel


def get(number):
    parcel = parcels.get(number)
    if parcel is None:
        raise Unknown(f"no parcel {number}")
    return parcel


def send(number):
    """Send a parcel out; the depot forgets all but its number."""
    parcel = get(number)
    parcel.status = "out"
    del parcels[number]
    gone.append(number)
    return parcel


def clear():
    global counter, gone
    parcels.clear()
    gone = []
    counter = 0


def count():
    return len(parcels)
