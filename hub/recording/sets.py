"""The same for sets: many rows written with version, history, announcement and total in few statements."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django.db import connection, models, transaction

from hub import store
from hub.recording.plan import Plan, plan_of, prepared, ready, snapshot, stamp

Row = dict[str, Any]


def insert_many(model: Any, instances: Sequence[Any]) -> list[Any]:
    """Write new ``instances`` of ``model``; they get id, version and times. All or none. Either all bring their id, or
    none; where there was one of that id before, its versions go on."""
    if not instances:
        return []
    plan, at = plan_of(model), stamp()
    given = [instance.pk for instance in instances if instance.pk is not None]
    if given and len(given) < len(instances):
        raise ValueError("Either all objects bring their id, or none does.")
    versions = store.current().last_versions(plan, given)
    for instance in instances:
        instance._prepare_related_fields_for_save(operation_name="insert_many")
        instance.version, instance.updated_at = versions.get(instance.pk, 0) + 1, at.moment
        instance.created_at = instance.created_at or at.moment
    fields = plan.model._meta.concrete_fields if given else plan.fields
    rows = [[prepared(field, instance, adding=True) for field in fields] for instance in instances]
    uuids = [instance.uuid for instance in instances]
    with transaction.mark_for_rollback_on_error(connection.alias):
        keys = store.current().insert_set(plan, fields, rows, uuids, at)
    for instance, key in zip(instances, keys, strict=True):
        instance.pk = key
        instance._state.adding = False
        instance._state.db = connection.alias
        instance._loaded = snapshot(instance)
    return list(instances)


def update_many(model: Any, rows: Sequence[Row], *, locked: bool = False) -> list[int]:
    """Change many rows; each of ``rows`` has ``id``, the ``version`` it was read with, and new values by attribute.

    Returns the ids that were written; one that is missing was changed or deleted by somebody else, and the caller
    decides what follows. Values are written as they are: what does not differ is for the caller to leave out.
    """
    plan, at = plan_of(model), stamp()
    groups: dict[frozenset[str], list[Row]] = {}
    for row in rows:
        groups.setdefault(frozenset(row), []).append(row)
    written: list[int] = []
    with transaction.mark_for_rollback_on_error(connection.alias):
        for members, group in groups.items():
            names = tuple(sorted(members - {"id", "version"}))
            if names:
                fields = _fields(plan, names)
                group.sort(key=itemgetter("id"))
                written += store.current().update_set(plan, fields, _columns(fields, group), at, locked=locked)
    return written


def _fields(plan: Plan, names: tuple[str, ...]) -> list[Any]:
    known = {field.attname: field for field in plan.compared}
    unknown = [name for name in names if name not in known or name in ("tenant_id", "uuid")]
    if unknown:
        raise ValueError(f"These are no columns of {plan.model.__name__} that change: {', '.join(unknown)}.")
    fields = []
    for name in names:
        fields += [known[name], *plan.folded.get(name, ())]
        fields += [
            field
            for field in plan.fields
            if getattr(field, "is_companion", False) and not getattr(field, "is_folded", False) and field.source == name
        ]
    return list(dict.fromkeys(fields))


def _columns(fields: list[Any], group: list[Row]) -> list[list[Any]]:
    """Ids, versions and the values of each field, ready for the database; companions follow from their source."""
    columns = [[row["id"] for row in group], [row["version"] for row in group]]
    holders = [_holder(fields[0].model, row) for row in group] if any(map(_derived, fields)) else []
    for field in fields:
        if _derived(field):
            columns.append([prepared(field, holder, adding=False) for holder in holders])
        else:
            columns.append(_ready(field, [row[field.attname] for row in group]))
    return columns


def _ready(field: Any, values: list[Any]) -> list[Any]:
    target = field.target_field if field.is_relation else field
    if isinstance(target, models.IntegerField):  # Django wraps each number to name its type: the array has one
        return [value if type(value) is int or value is None else int(ready(field, value)) for value in values]
    taken = store.current().taken_as_is(target)
    return [value if taken(value) else ready(field, value) for value in values]


def _derived(field: Any) -> bool:
    """The value is not simply the one given."""
    if isinstance(field, (models.DateField, models.TimeField)):
        return bool(field.auto_now or field.auto_now_add)
    return field.__class__.pre_save is not models.Field.pre_save or getattr(field, "is_companion", False)


def _holder(model: Any, row: Row) -> Any:
    instance = model()  # descriptors take values apart and derive what follows
    for name, value in row.items():
        setattr(instance, name, value)
    return instance
