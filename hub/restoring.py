"""Back to an earlier version: an object is written as it was, as a new version; a deleted one gets its id back.

The rules of the resource hold as for any other change: what they refuse is a conflict, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hub import access, context, errors, guarding, linking
from hub.hal.reference import Resolver
from hub.registry import Entry, get, of_model
from hub.uniqueness import unique_errors

Errors = list[dict[str, Any]]
#: Columns that the hub keeps and no version brings back.
KEPT = frozenset({"id", "uuid", "tenant", "version", "created_at", "updated_at"})


def conflicts(entry: Entry, row: Any) -> Errors:
    """What stands against restoring ``row``: references that are gone or not readable, values that others have taken,
    and what the rules refuse."""
    found: Errors = []
    with transaction.atomic():
        try:
            restore(entry, row)
        except errors.Conflict as problem:
            found = problem.extra.get("errors") or [{"pointer": "#", "code": problem.code, "detail": problem.detail}]
        transaction.set_rollback(True)
    return found


def restore(entry: Entry, row: Any, *, if_version: int | None = None) -> Any:
    """Write the resource as ``row`` (one of its history rows) holds it; a conflict refuses all of it (409)."""
    with transaction.atomic():
        instance, changed = _as_it_was(entry, row)
        if changed is not None:
            guarding.check_version(instance, if_version)
        found = _refusals(entry, row, instance, changed)
        if found:
            raise _refused(found)
        try:
            with guarding.constraints(entry):
                instance.save(force_insert=changed is None, force_update=changed is not None)
            if changed is None:
                _come_back(entry, row, instance)
            elif changed and entry.rules.written is not None:
                entry.rules.written(instance, "update")
        except errors.ValidationProblem as problem:
            raise _refused(problem.errors) from problem
        return instance


def _refused(found: Errors) -> errors.Conflict:
    return errors.Conflict("conflict", _("It cannot be restored as it was."), errors=found)


def _as_it_was(entry: Entry, row: Any) -> tuple[Any, set[str] | None]:
    """The resource with the values of ``row``, and the names of those that differ now; None when it is gone."""
    held = {field.attname for field in type(row)._meta.fields}
    fields = [field for field in entry.model._meta.concrete_fields if field.name not in KEPT and field.attname in held]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    living = entry.model.objects.select_for_update().filter(pk=row.id).first()
    if living is None:
        instance = entry.model(pk=row.id, uuid=row.uuid, tenant_id=row.tenant_id, **values)
        instance.created_at = row.created_at
        return instance, None
    changed = {field.name for field in fields if getattr(living, field.attname) != values[field.attname]}
    for name, value in values.items():
        setattr(living, name, value)
    return living, changed


def _refusals(entry: Entry, row: Any, instance: Any, changed: set[str] | None) -> Errors:
    found = _gone(entry, row, changed)
    if not found and (changed is None or changed):
        found = _against_rules(entry, instance, changed)
    for _place, name, detail in unique_errors(entry, [instance], changed):
        found.append({"pointer": f"#/{name}", "code": "unique", "detail": detail})
    return found


def _gone(entry: Entry, row: Any, changed: set[str] | None) -> Errors:
    """References that would come back and lead nowhere, or to what the caller may not read."""
    found, resolver = [], Resolver()
    for field in entry.model._meta.concrete_fields:
        if not field.is_relation or field.name in KEPT or (changed is not None and field.name not in changed):
            continue
        target, key = of_model(field.related_model), getattr(row, field.attname, None)
        if target is not None and key is not None and resolver.get(target, key) is None:
            detail = _("There is no such {name} any more.").format(name=target.name.replace("_", " "))
            found.append({"pointer": f"#/{field.name}", "code": "not_found", "detail": detail})
    return found


def _against_rules(entry: Entry, instance: Any, changed: set[str] | None) -> Errors:
    create, change = entry.rules.create, entry.rules.change
    checks: list[Callable[[], None]] = []
    if changed is None and create is not None:
        checks.append(lambda: create(instance))
    if changed is not None and change is not None:
        checks.append(lambda: change(instance, changed))
    if entry.right_kind == entry.name:
        checks.append(lambda: guarding.check_moves(entry, instance, changed))
    found: Errors = []
    for check in checks:
        try:
            check()
        except errors.Problem as problem:
            found += problem.errors or [{"pointer": "#", "code": problem.code, "detail": problem.detail}]
    return found


def _come_back(entry: Entry, row: Any, instance: Any) -> None:
    """What came back belongs to who brought it, and is joined again to what its deletion parted it from."""
    principal = context.current().principal
    if principal is not None and entry.right_kind == entry.name:
        access.provider().created(principal, [instance])
    parted = entry.model.history.filter(id=instance.pk, history_type="-").order_by("-version").first()
    for child in entry.nested if parted is not None else ():
        if child.through is None:
            continue
        own, other = child.keys
        past = child.through().history.filter(history_type="-", history_date=parted.history_date)
        keys = past.filter(**{f"{own}_id": instance.pk}).values_list(f"{other}_id", flat=True)
        for target in get(child.target).model.objects.filter(pk__in=list(keys)):
            try:
                linking.join(instance, child, [target])
            except (errors.Forbidden, errors.NotFoundProblem):
                continue  # who may not join them leaves them apart
    if entry.rules.written is not None:
        entry.rules.written(instance, "restore")
