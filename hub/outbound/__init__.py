"""Calls that the hub makes to others: where they may go, and how they are made."""

from hub.outbound.addresses import Refused, Target, target_of
from hub.outbound.posting import Failed, post

__all__ = ["Failed", "Refused", "Target", "post", "target_of"]
