"""Parcels come in, are sorted, and go out."""
from . import state
from .handlers import DepotHandler

__all__ = ["DepotHandler", "state"]
