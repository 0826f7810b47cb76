"""What ``manage.py check`` demands of every tracked model, so that none can lose history or leak between tenants."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import models

from hub.models.guard import GuardedManager, GuardedQuerySet


def check_model(model: Any) -> list[CheckMessage]:
    """Errors of one concrete tracked model."""
    return [*_inheritance(model), *_references(model), *_links(model), *_managers(model), *_uniqueness(model)]


def _inheritance(model: Any) -> list[CheckMessage]:
    if model._meta.parents or model._meta.proxy:
        return [Error("Tracked models extend abstract models only.", obj=model, id="hub.E001")]
    return []


def _references(model: Any) -> list[CheckMessage]:
    return [
        Error(f"{field.name}: tracked models delete by PROTECT or CASCADE only.", obj=model, id="hub.E002")
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.on_delete not in (models.PROTECT, models.CASCADE)
    ]


def _links(model: Any) -> list[CheckMessage]:
    return [
        Error(f"{field.name}: link tables are models of their own (through=).", obj=model, id="hub.E003")
        for field in model._meta.local_many_to_many
        if field.remote_field.through._meta.auto_created
    ]


def _managers(model: Any) -> list[CheckMessage]:
    managers = [*model._meta.managers, model._base_manager]
    if all(isinstance(item, GuardedManager) and issubclass(item._queryset_class, GuardedQuerySet) for item in managers):
        return []
    return [Error("Every manager of a tracked model extends GuardedManager.", obj=model, id="hub.E004")]


def _uniqueness(model: Any) -> list[CheckMessage]:
    everywhere = model.unique_everywhere
    found = [(field.name,) for field in model._meta.local_fields if field.unique and not field.primary_key]
    for constraint in model._meta.total_unique_constraints + [
        item for item in model._meta.constraints if isinstance(item, models.UniqueConstraint) and item.condition
    ]:
        found.append(tuple(constraint.fields))
    found += [tuple(names) for names in model._meta.unique_together]
    return [
        Error(f"{', '.join(names)}: what is unique is unique within the tenant.", obj=model, id="hub.E005")
        for names in found
        if "tenant" not in names and not {name.removesuffix("_folded") for name in names} & everywhere
    ]
