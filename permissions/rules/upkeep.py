"""Keeps rights in line with what they follow from, whichever door a change came through: saved or deleted grants move
the effective rights, a new tenant gets its tenant-wide grants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save

from hub import access
from hub.models.tenant import Tenant
from permissions.models.grant import Grant
from permissions.models.group import Group
from permissions.models.tenant_grant import TenantGrant
from permissions.models.user import User
from permissions.rules import inheritance, tenant_wide


def connect() -> None:
    """Listen to saving and deleting; set-based writes of grants (``ownership``) do the same themselves."""
    for signal in (post_save, post_delete):
        signal.connect(_grant_changed, sender=Grant, dispatch_uid=f"grant {id(signal)}")
        signal.connect(_tenant_grant_changed, sender=TenantGrant, dispatch_uid=f"tenant grant {id(signal)}")
    for holder in (Group, User):
        post_delete.connect(_holder_deleted, sender=holder, dispatch_uid=f"holder {holder.__name__}")
    post_save.connect(_tenant_saved, sender=Tenant, dispatch_uid="tenant")
    for flow in access.FLOWS:
        _watch(flow)
    access.FLOW_LISTENERS.append(_watch)


def _watch(flow: access.Flow) -> None:
    for signal in (post_save, post_delete):
        signal.connect(_relation_changed, sender=flow.via, dispatch_uid=f"flow {flow.via} {id(signal)}")


def _grant_changed(instance: Grant, origin: Any = None, **kwargs: Any) -> None:
    if isinstance(origin, Group | User):
        return  # it goes with its holder, all of whose rights go at once
    inheritance.rebuild(instance.tenant_id, instance.object_kind, [instance.object_id])


def _holder_deleted(instance: Group | User, **kwargs: Any) -> None:
    inheritance.forget_holder(-instance.pk if isinstance(instance, Group) else instance.pk)


def _relation_changed(
    instance: Any, created: bool = False, changed: Iterable[str] | None = None, **kwargs: Any
) -> None:
    if changed is not None and not access.moves_rights(type(instance), changed):
        return
    sources = {flow.source_key for flow in access.FLOWS if flow.via == instance._meta.label}
    if created and all(getattr(instance, name) is None for name in sources):
        return  # nothing flows in yet
    relations_changed(type(instance), [instance], created=created)


def relations_changed(model: Any, instances: Iterable[Any], *, created: bool = False) -> None:
    """Bring rights in line after rows of ``model``, along which rights flow, were written or deleted."""
    reached: dict[tuple[int, str, bool], set[int]] = {}
    for flow in access.FLOWS:
        if flow.via == model._meta.label:
            for instance in instances:
                target = getattr(instance, flow.target_key)
                if target is not None:
                    fresh = created and flow.target_key == "id"  # the new object itself, and not a link to an old one
                    reached.setdefault((instance.tenant_id, flow.target, fresh), set()).add(target)
    for (tenant_id, kind, fresh), ids in reached.items():
        inheritance.rebuild(tenant_id, kind, sorted(ids), fresh=fresh)


def _tenant_grant_changed(**kwargs: Any) -> None:
    tenant_wide.forget()


def _tenant_saved(instance: Tenant, created: bool, **kwargs: Any) -> None:
    tenant_wide.forget()
    if created:
        tenant_wide.defaults_make(tenant_id=instance.pk)
