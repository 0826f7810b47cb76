"""Joining resources by link tables: add, take off, set all. Both sides have to allow it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from hub.guarding import lock, require
from hub.registry import Entry, Nested, get

Values = dict[str, Any]


def link(entry: Entry, key: int, child: Nested, targets: Iterable[Any]) -> None:
    """Join ``targets`` to the resource ``key``; those that are joined already stay as they are."""
    with transaction.atomic():
        parent = lock(entry, key)
        require(entry, parent, child.own_level)
        join(parent, child, targets)


def join(parent: Any, child: Nested, targets: Iterable[Any]) -> None:
    own, other = child.keys
    model = child.through() if child.through else None
    assert model is not None
    joined = set(model.objects.filter(**{own: parent}).values_list(f"{other}_id", flat=True))
    for target in targets:
        if target.pk not in joined:
            require(get(child.target), target, child.child_level)
            model(tenant_id=parent.tenant_id, **{own: parent, other: target}).save(force_insert=True)
            joined.add(target.pk)


def unlink(entry: Entry, key: int, child: Nested, targets: Iterable[Any]) -> None:
    """Take ``targets`` off the resource ``key``; what is not joined is passed over."""
    with transaction.atomic():
        parent = lock(entry, key)
        require(entry, parent, child.own_level)
        own, other = child.keys
        model = child.through() if child.through else None
        assert model is not None
        for row in model.objects.filter(**{own: parent, f"{other}__in": [target.pk for target in targets]}):
            target = getattr(row, other)
            require(get(child.target), target, child.child_level)
            row.delete()
            _unlinked(get(child.target), target)
        _unlinked(entry, parent)


def _unlinked(entry: Entry, instance: Any) -> None:
    """Both sides may insist on what is left."""
    if entry.rules.written is not None:
        entry.rules.written(instance, "unlink")


def relink(entry: Entry, parent: Any, child: Nested, targets: Sequence[Any]) -> bool:
    """Make ``targets`` all that is joined to ``parent``; tells whether anything changed."""
    own, other = child.keys
    model = child.through() if child.through else None
    assert model is not None
    kept = {target.pk for target in targets}
    rows = list(model.objects.filter(**{own: parent}))
    gone = [row for row in rows if getattr(row, f"{other}_id") not in kept]
    for row in gone:
        require(get(child.target), getattr(row, other), child.child_level)
        row.delete()
    join(parent, child, targets)
    return bool(gone) or len(kept) > len(rows) - len(gone)


def differs(parent: Any, child: Nested, targets: Sequence[Any]) -> bool:
    """Whether something else than ``targets`` is joined to ``parent``."""
    own, other = child.keys
    model = child.through() if child.through else None
    assert model is not None
    joined = set(model.objects.filter(**{own: parent}).values_list(f"{other}_id", flat=True))
    return joined != {target.pk for target in targets}


def split(entry: Entry, values: Values) -> tuple[Values, list[tuple[Nested, list[Any]]]]:
    """Values of the resource itself, and the lists that a body gives for its nested collections."""
    nested = {child.name: child for child in entry.nested if child.linkable}
    links = [(nested[name], list(targets)) for name, targets in values.items() if name in nested]
    return {name: value for name, value in values.items() if name not in nested}, links
