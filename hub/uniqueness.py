"""Values that must be unique: asked for before writing, so that all errors of a body come at once, and read out of the
database's refusal when two writers met.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, cast

from django.db import IntegrityError, models
from django.db.models import Q
from django.utils.translation import gettext as _

from hub.fields.folded import FoldedColumn, fold
from hub.models import Tenant
from hub.registry import Entry

Errors = list[tuple[int, str, str]]  # (place in the batch, member, detail)


def unique_constraints(model: Any) -> list[models.UniqueConstraint]:
    return [item for item in model._meta.constraints if isinstance(item, models.UniqueConstraint) and item.fields]


def member_of(model: Any, fields: Sequence[str]) -> str:
    """The member that a client knows for the last telling column of a constraint."""
    name = next((name for name in reversed(fields) if name != "tenant"), fields[-1])
    return name.removesuffix("_folded")


def _value(instance: Any, name: str) -> Any:
    field = instance._meta.get_field(name)
    if isinstance(field, FoldedColumn):
        text = getattr(instance, name.removesuffix("_folded"))
        return None if text is None else fold(text)
    return getattr(instance, field.attname)


def _message() -> str:
    return _("This value exists already; it must be unique.")


def unique_errors(entry: Entry, instances: Sequence[Any], changed: set[str] | None = None) -> Errors:
    """Which of ``instances`` repeat a value that must be unique, in the batch or in the database.

    ``changed`` limits the check to constraints that hold one of these members.
    """
    errors: Errors = []
    for constraint in unique_constraints(entry.model):
        members = {name.removesuffix("_folded") for name in constraint.fields}
        if changed is not None and not members & changed:
            continue
        errors += _constraint_errors(entry, constraint, instances)
    return errors + _catalogue_errors(entry, instances, changed)


def _constraint_errors(entry: Entry, constraint: models.UniqueConstraint, instances: Sequence[Any]) -> Errors:
    fields = list(constraint.fields)
    condition = constraint.condition or Q()
    instances = [instance if _holds(condition, instance) else None for instance in instances]
    attnames = [entry.model._meta.get_field(name).attname for name in fields]
    keys = [tuple(_value(instance, name) if instance else None for name in fields) for instance in instances]
    counts = Counter(key for key in keys if None not in key)
    telling = max(range(len(fields)), key=lambda place: len({key[place] for key in keys}))
    taken: dict[tuple[Any, ...], int] = {}
    candidates = list({key[telling] for key in keys if None not in key})
    for start in range(0, len(candidates), 500):
        rows = entry.model._base_manager.filter(
            condition, **{f"{attnames[telling]}__in": candidates[start : start + 500]}
        )
        taken.update({tuple(row[:-1]): row[-1] for row in rows.values_list(*attnames, "pk")})
    member = member_of(entry.model, fields)
    return [
        (place, member, _message())
        for place, (key, instance) in enumerate(zip(keys, instances, strict=True))
        if instance is not None and None not in key and (counts[key] > 1 or taken.get(key, instance.pk) != instance.pk)
    ]


def _holds(condition: Q, instance: Any) -> bool:
    """Whether a row falls under a constraint's condition; conditions say which columns are null or what they equal."""
    for child in condition.children:
        if isinstance(child, Q):
            if not _holds(child, instance):
                return False
            continue
        path, wanted = cast(tuple[str, Any], child)
        name, _sep, lookup = path.partition("__")
        value = getattr(instance, instance._meta.get_field(name).attname)
        if (value is None) != wanted if lookup == "isnull" else value != wanted:
            return False
    return True


def _catalogue_errors(entry: Entry, instances: Sequence[Any], changed: set[str] | None) -> Errors:
    """A tenant's own value may not repeat a standard one of a public catalogue."""
    errors: Errors = []
    for name in entry.unique_in_catalogue:
        if changed is not None and name not in changed:
            continue
        column = f"{name}_folded" if any(f.name == f"{name}_folded" for f in entry.model._meta.fields) else name
        values = [_value(instance, column) for instance in instances]
        catalogues = Tenant.objects.filter(public_catalogue=True).values("pk")
        standard = set(
            entry.model._base_manager.filter(Q(tenant_id__in=catalogues), **{f"{column}__in": set(values)}).values_list(
                column, "tenant_id"
            )
        )
        for place, (value, instance) in enumerate(zip(values, instances, strict=True)):
            if any(found == value and tenant != instance.tenant_id for found, tenant in standard):
                errors.append((place, name, _message()))
    return errors


def violated(exc: IntegrityError, model: Any) -> models.BaseConstraint | None:
    """The declared constraint of ``model`` that the database named in its refusal, if it can be told."""
    diagnosis = getattr(getattr(exc.__cause__, "diag", None), "constraint_name", None)
    text = str(exc)
    for constraint in model._meta.constraints:
        if constraint.name == diagnosis or constraint.name in text:
            return constraint  # type: ignore[no-any-return]
        if isinstance(constraint, models.UniqueConstraint):
            columns = [model._meta.get_field(name).column for name in constraint.fields]
            if text.endswith(", ".join(f"{model._meta.db_table}.{column}" for column in columns)):
                return constraint
    return None
