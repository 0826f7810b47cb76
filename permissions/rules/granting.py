"""Who may grant and take back a right on an object, and to whom."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hub import access, context, errors, registry
from hub.access import Principal
from permissions.models.grant import Grant
from permissions.models.group import Group
from permissions.models.membership import Membership
from permissions.rules import kinds

ONE_HOLDER = _("Name either a user or a group.")
UNKNOWN_RIGHT = _("The rights are read, update, delete and permit.")
NO_SUCH_USER = _("There is no such user.")
NO_SUCH_GROUP = _("There is no such group.")
GRANTED_ALREADY = _("This right is granted to this holder already.")
NOT_GRANTABLE = _("Rights on single resources of this kind cannot be granted.")
ONLY_PERMIT = _("Only a holder of permit may grant.")
ROLE_OR_SCOPE = _("Your role or scope does not let you grant.")


def grant_create(
    *,
    principal: Principal | None,
    object_kind: str,
    object_id: int,
    right: str | int,
    user_id: int | None = None,
    group_id: int | None = None,
) -> Grant:
    """Grant ``right`` on an object; 404, 403, 400 or 409 when that may not be. Without a principal the hub grants."""
    level = access.LEVELS.get(right, access.NONE) if isinstance(right, str) else right
    with transaction.atomic():
        grant = Grant(object_kind=object_kind, object_id=object_id, right=level, user_id=user_id, group_id=group_id)
        grant_check(grant=grant, principal=principal)
        grant.save(force_insert=True)
    return grant


def grant_delete(*, principal: Principal | None, grant: Grant) -> None:
    """Take a grant back; it ends at once."""
    with transaction.atomic():
        object_lock(object_kind=grant.object_kind, object_id=grant.object_id)
        permit_require(principal=principal, grant=grant)
        grant.delete()


def grant_check(*, grant: Grant, principal: Principal | None) -> None:
    """Refuse a grant by one who may not, on what is not there, to one outside the tenant, or made already.

    Takes the object's tenant; keeps the object from being changed or deleted until the transaction ends.
    """
    grant.tenant_id = object_lock(object_kind=grant.object_kind, object_id=grant.object_id)
    permit_require(principal=principal, grant=grant)
    found = []
    if grant.right not in access.NAMES:
        found.append(errors.field_error("right", "invalid", UNKNOWN_RIGHT))
    if (grant.user_id is None) == (grant.group_id is None):
        found.append(errors.field_error("user", "invalid", ONE_HOLDER))
    elif grant.user_id is not None:
        if not Membership.objects.filter(tenant_id=grant.tenant_id, user_id=grant.user_id).exists():
            found.append(errors.field_error("user", "not_found", NO_SUCH_USER))
    elif not Group.objects.filter(tenant_id=grant.tenant_id, pk=grant.group_id).exists():
        found.append(errors.field_error("group", "not_found", NO_SUCH_GROUP))
    if not found and _like(grant).exists():
        found.append(errors.field_error("right", "unique", GRANTED_ALREADY))
    if found:
        raise errors.ValidationProblem(found)


def object_lock(*, object_kind: str, object_id: int) -> int:
    """Lock an object that rights can be granted on, and return its tenant; 404 when it is gone."""
    entry = registry.find(object_kind)
    if entry is None:
        raise errors.NotFoundProblem()
    if not kinds.grantable(object_kind) or "permissions" not in entry.actions:
        raise errors.Forbidden(NOT_GRANTABLE)
    tenants = (
        entry.model.objects.select_for_update(no_key=True).filter(pk=object_id).values_list("tenant_id", flat=True)
    )
    tenant_id = tenants.first()
    if tenant_id is None:
        raise errors.NotFoundProblem()
    return int(tenant_id)


def permit_require(*, principal: Principal | None, grant: Grant) -> None:
    """Role, scope and right let ``principal`` grant on the object of ``grant``."""
    if principal is None:
        return
    rows = [(grant.object_id, grant.tenant_id)]
    level = access.provider().levels(principal, grant.object_kind, rows)[grant.object_id]
    if level < access.READ:
        raise errors.NotFoundProblem()
    if not principal.may_write:
        raise errors.Forbidden(ROLE_OR_SCOPE)
    if level < access.PERMIT:
        raise errors.Forbidden(ONLY_PERMIT, extra={"needs": access.NAMES[access.PERMIT]})


def _like(grant: Grant) -> Any:
    return Grant.objects.filter(
        tenant_id=grant.tenant_id,
        object_kind=grant.object_kind,
        object_id=grant.object_id,
        right=grant.right,
        user_id=grant.user_id,
        group_id=grant.group_id,
    )


def grant_rule_create(grant: Grant) -> None:
    """The rule as the registry wants it: for the caller of the running request."""
    grant_check(grant=grant, principal=context.current().principal)


def grant_rule_delete(grant: Grant) -> None:
    """The rule as the registry wants it: for the caller of the running request."""
    object_lock(object_kind=grant.object_kind, object_id=grant.object_id)
    permit_require(principal=context.current().principal, grant=grant)
