"""Saving and deleting one object (and what hangs on it) with version, history, announcement and total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.models.deletion import Collector
from django.db.models.signals import post_save, pre_save
from django.utils.translation import gettext_lazy as _

from hub import errors, store
from hub.fields.companion import with_companions
from hub.recording.plan import Plan, Stamp, changes, plan_of, prepared, snapshot, stamp

STALE = _("Somebody else changed this meanwhile; read it again.")


def save(
    instance: Any,
    *,
    force_insert: bool = False,
    force_update: bool = False,
    update_fields: Iterable[str] | None = None,
) -> None:
    """What ``Model.save`` does, recorded. Sends Django's own signals of saving."""
    names = None if update_fields is None else list(update_fields)
    if names is not None and not names:
        return
    if force_insert and (force_update or names):
        raise ValueError("Cannot force both insert and updating in model saving.")
    instance._prepare_related_fields_for_save(operation_name="save")
    plan = plan_of(instance.__class__)
    if force_insert or instance._state.adding or instance.pk is None:
        if force_update or names:
            raise DatabaseError("Save with update_fields or force_update did not affect any rows.")
        _create(plan, instance)
    else:
        _change(plan, instance, names)


def _send(signal: Any, instance: Any, **values: Any) -> None:
    signal.send(sender=type(instance), instance=instance, raw=False, using=connection.alias, **values)


def _create(plan: Plan, instance: Any) -> None:
    _send(pre_save, instance, update_fields=None)
    at = stamp()
    instance.version = 1
    if instance.pk is not None:  # restored under its old id: its versions go on
        instance.version = store.current().last_version(plan, instance.pk) + 1
    instance.created_at = instance.created_at or at.moment
    instance.updated_at = at.moment
    fields = plan.fields if instance.pk is None else plan.model._meta.concrete_fields
    values = [prepared(field, instance, adding=True) for field in fields]
    with transaction.mark_for_rollback_on_error(connection.alias):
        instance.pk = store.current().insert(plan, [field.column for field in fields], values, at)
    instance._state.adding = False
    instance._state.db = connection.alias
    instance._loaded = snapshot(instance)
    _send(post_save, instance, created=True, update_fields=None)


def _change(plan: Plan, instance: Any, names: list[str] | None) -> None:
    loaded = instance._loaded or {}
    if loaded.get("id", instance.pk) != instance.pk:
        raise ValueError("The id of a saved object does not change.")
    wanted = None if names is None else _wanted(plan, names)
    _send(pre_save, instance, update_fields=None if names is None else frozenset(names))
    changed = changes(plan, instance, wanted)
    if not changed:
        return
    at = stamp()
    before = loaded.get("version", instance.version)
    moment = max(at.moment, loaded.get("updated_at") or at.moment)
    columns = [field.column for field in changed]
    values = [prepared(field, instance, adding=False) for field in changed]
    with transaction.mark_for_rollback_on_error(connection.alias):
        done = store.current().update(plan, instance.pk, before, columns, values, Stamp(moment, at.who))
    if not done:
        raise errors.Conflict("stale", STALE)
    instance.version, instance.updated_at = before + 1, moment
    current = snapshot(instance)
    written = ("version", "updated_at", *(field.attname for field in changed))
    instance._loaded = {**loaded, **{name: current[name] for name in written if name in current}}
    told = None if names is None else frozenset(names)
    _send(post_save, instance, created=False, update_fields=told, changed=[field.attname for field in changed])


def _wanted(plan: Plan, names: list[str]) -> set[str]:
    known = plan.model._field_names()
    unknown = [name for name in names if name not in known or name in ("id", "pk")]
    if unknown:
        raise ValueError(f"These are no columns that can be saved: {', '.join(unknown)}.")
    return {plan.model._meta.get_field(name).attname for name in with_companions(plan.model, names)}


def delete(instances: Sequence[Any], *, guarded: bool = False) -> tuple[int, dict[str, int]]:
    """Delete ``instances`` and all that hangs on them by CASCADE, each recorded; raises ProtectedError when something
    else refers to them. ``guarded`` refuses when the (single) object is not the version that was read."""
    if not instances:
        return 0, {}
    if any(instance.pk is None for instance in instances):
        raise ValueError("An object without an id cannot be deleted.")
    collector = Collector(using=connection.alias, origin=instances[0])
    collector.collect(instances)
    at = stamp()
    with transaction.atomic(savepoint=False):
        if not guarded or _bury(instances[:1], at, _version(instances[0])):
            for found in list(collector.data.values()):
                _bury(found, at)
            return collector.delete()
    raise errors.Conflict("stale", STALE)


def _version(instance: Any) -> int:
    return int((instance._loaded or {}).get("version", instance.version))


def _bury(found: Iterable[Any], at: Stamp, guard: int | None = None) -> bool:
    """Record the deletion of objects of one model; false when ``guard`` is not their version."""
    found = [item for item in found if hasattr(type(item), "history") and not item.__dict__.get("_buried")]
    if found:
        keys = sorted(item.pk for item in found)
        buried = store.current().bury(plan_of(found[0].__class__), keys, at, guard)
        if guard is not None and not buried:
            return False
        for item in found:
            item._buried = True
    return True


def about_to_delete(instance: Any) -> None:
    """Django is about to delete ``instance`` by itself (a cascade from an untracked table): record it first."""
    if not instance.__dict__.pop("_buried", False):
        store.current().bury(plan_of(instance.__class__), [instance.pk], stamp(), None)
