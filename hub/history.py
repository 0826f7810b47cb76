"""Reads history tables: the versions of an object, how it was at a moment, and what one version changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from hub.models.history import WHO

#: Columns that change with every version and say nothing about the object.
_BOOKKEEPING = {"version", "created_at", "updated_at", "history_id", "history_date", "history_type"} | set(WHO)


def versions(model: Any, key: int) -> Any:
    """History rows of one object, newest first; those of a deleted one too."""
    return model.history.filter(id=key).order_by("-version")


def version_at(model: Any, key: int, moment: datetime) -> Any:
    """The history row that held at ``moment``; None before creation and while deleted."""
    row = versions(model, key).filter(history_date__lte=moment).first()
    return None if row is None or row.event == "delete" else row


def diff(old: Any, new: Any) -> list[tuple[str, Any, Any]]:
    """(attribute, old, new) of every tracked column that differs between two rows; references by ``…_id``,
    translations as a whole. ``old`` None means that the object came to be: all that is set counts."""
    found = []
    for field in type(new).tracked_fields:
        name = field.attname
        if name in _BOOKKEEPING:
            continue
        before, after = None if old is None else getattr(old, name), getattr(new, name)
        if before != after:
            found.append((name, before, after))
    return found
