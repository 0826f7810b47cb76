"""The doors of the hub, one module each, all ending in the same principal. Rights are not asked for here."""

from permissions.authentication.doors import Doors

__all__ = ["Doors"]
