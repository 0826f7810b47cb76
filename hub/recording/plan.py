"""How a model is recorded: its columns, who acts and when, and which values differ from the database."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection, models
from django.utils import timezone

from hub import context

_MISSING = object()


@dataclass(frozen=True, eq=False)
class Plan:
    """How one model is recorded; made once."""

    model: Any
    kind: str
    table: str
    history_table: str
    fields: tuple[Any, ...]  # every column but the primary key
    tracked: tuple[str, ...]  # columns that history copies
    compared: tuple[Any, ...]  # fields whose change is a change
    folded: dict[str, tuple[Any, ...]]  # folded companions by attribute of their source
    mutable: tuple[str, ...]  # attributes whose values can change in place


@dataclass(frozen=True, slots=True)
class Stamp:
    """When, and who as the values of ``hub.models.history.WHO``."""

    moment: datetime
    who: tuple[Any, ...]


@cache
def plan_of(model: Any) -> Plan:
    """The plan of a concrete tracked model."""
    meta = model._meta
    history = model.history.model
    fields = tuple(field for field in meta.concrete_fields if not field.primary_key)
    folded: dict[str, tuple[Any, ...]] = {}
    for field in fields:
        if getattr(field, "is_folded", False):
            source = meta.get_field(field.source).attname
            folded[source] = (*folded.get(source, ()), field)
    kept = {field.column for field in history._meta.concrete_fields}
    stamps = {"version", "created_at", "updated_at"}
    return Plan(
        model=model,
        kind=model.kind(),
        table=meta.db_table,
        history_table=history._meta.db_table,
        fields=fields,
        tracked=tuple(field.column for field in meta.concrete_fields if field.column in kept),
        compared=tuple(
            field
            for field in fields
            if not getattr(field, "is_folded", False)
            and field.name not in stamps
            and not (getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))
        ),
        folded=folded,
        mutable=tuple(field.attname for field in fields if isinstance(field, models.JSONField)),
    )


def stamp() -> Stamp:
    """Now, and the caller of the current context."""
    acting = context.current()
    principal = acting.principal
    request_id = acting.request_id[:128]
    if principal is None:
        user_id, user_name = acting.operator or (None, None)
        return Stamp(timezone.now(), (user_id, user_name, None, None, None, None, request_id))
    return Stamp(
        timezone.now(),
        (
            principal.user_id,
            principal.user_name,
            principal.client_id,
            principal.client_name,
            principal.api_key_id,
            principal.api_key_name,
            request_id,
        ),
    )


def snapshot(instance: Any) -> dict[str, Any]:
    """The values of ``instance`` as they are now, safe from changes in place."""
    values: dict[str, Any] = instance.__dict__.copy()
    for name in plan_of(instance.__class__).mutable:
        value = values.get(name)
        if value:
            values[name] = deepcopy(value)
        elif value is not None:
            values[name] = type(value)()
    return values


def changes(plan: Plan, instance: Any, wanted: set[str] | None = None) -> list[Any]:
    """The fields to write: those that differ from the database (among ``wanted``), and what follows from them."""
    loaded, current = instance._loaded or {}, instance.__dict__
    changed = []
    for field in plan.compared:
        name = field.attname
        if name not in current or (wanted is not None and name not in wanted):
            continue
        if not _same(field, loaded.get(name, _MISSING), current[name]):
            if name in ("tenant_id", "uuid") and name in loaded:
                raise ValueError(f"The {field.name} of a saved object does not change.")
            changed.append(field)
            changed += plan.folded.get(name, ())
    if changed:
        changed += [field for field in plan.fields if getattr(field, "auto_now", False) and field.name != "updated_at"]
    return changed


def _same(field: Any, old: Any, new: Any) -> bool:
    if old is _MISSING or hasattr(new, "resolve_expression"):
        return False
    if new == old:
        # True equals 1 in Python but not in JSON.
        return not (new and isinstance(field, models.JSONField)) or _text(new) == _text(old)
    if new is None or old is None or isinstance(field, models.JSONField):
        return False
    try:
        return bool(field.to_python(new) == old)
    except Exception:  # not convertible: the database will say so
        return False


def _text(value: Any) -> str:
    return json.dumps(value, sort_keys=True, default=str)


def prepared(field: Any, instance: Any, *, adding: bool) -> Any:
    """The value of ``field`` as the database takes it."""
    return ready(field, field.pre_save(instance, adding))


def ready(field: Any, value: Any) -> Any:
    """``value`` as the database takes it for ``field``; not an expression."""
    if hasattr(value, "resolve_expression"):
        raise ValueError(
            f"{field.model.__name__}.{field.name} is an expression; history needs the value. Read, change, save."
        )
    return field.get_db_prep_save(value, connection)
