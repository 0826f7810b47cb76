"""What the registry says about kinds of resources, as far as rights ask for it."""

from __future__ import annotations

from typing import Any

from hub import registry

MASTER, IDENTITY = "master", "identity"
#: Kinds whose rows only administrators change, and on which no single object is granted: whoever may change a user or
#: a key could give himself every right.
GUARDED = frozenset({IDENTITY, "platform"})
#: Grants and requests for them have no owner and no grants: they follow the object they are about.
FOLLOWING = frozenset({"permission", "permission_request"})


def group_of(kind: str) -> str | None:
    """The group a kind is registered in; None for a kind that is not registered."""
    entry = registry.find(kind)
    return entry.group if entry is not None else None


def table_of(kind: str) -> str | None:
    """The table of a registered kind."""
    entry = registry.find(kind)
    return str(entry.model._meta.db_table) if entry is not None else None


def names() -> list[str]:
    """All registered kinds."""
    return [entry.name for entry in registry.entries()]


def groups() -> tuple[str, ...]:
    """All groups that a kind can stand in."""
    return registry.GROUPS


def grantable(kind: str) -> bool:
    """Single objects of this kind can be granted, and their creator owns them."""
    return kind not in FOLLOWING and group_of(kind) not in GUARDED and not shared(kind)


def shared(kind: str) -> dict[str, str]:
    """For a kind that shares the rights of what it hangs on: the kinds of that by foreign key; else nothing."""
    entry = registry.find(kind)
    if entry is None or not entry.shares:
        return {}
    return {name: str(entry.model._meta.get_field(name).related_model.kind()) for name in entry.shares}


def of(instance: Any) -> str:
    """The kind of a row."""
    return str(type(instance).kind())
