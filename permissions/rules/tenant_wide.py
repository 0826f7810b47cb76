"""What a caller holds on every object of a kind: the tenant-wide grants, how they are read and what they start with."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from hub import access, context, errors, store
from permissions.models.tenant_grant import EVERY_KIND, GROUP_MARK, TenantGrant
from permissions.rules import kinds

UNKNOWN_KIND = _("There is no such kind of resource: name a kind, @ and a group of kinds, or *.")
IDENTITY_IS_ADMINISTRATION = _(
    "Users, keys and grants are managed by administrators; others can be given read at most."
)
#: What a new tenant starts with: (applies to, right, role).
DEFAULTS = (
    ("@master", access.DELETE, None),
    ("@production", access.DELETE, None),
    ("@shopfloor", access.DELETE, None),
    # Whoever may grant has to find whom to grant to.
    ("user", access.READ, None),
    ("group", access.READ, None),
    (EVERY_KIND, access.PERMIT, access.ADMIN),
)


class Row(NamedTuple):
    """One tenant-wide grant as it is read: holder is a role, a group, or nobody in particular (all members)."""

    applies_to: str
    right: int
    role: str | None
    group_id: int | None


#: The tenant's rows, and the ids of all public catalogues.
Loaded = tuple[list[Row], tuple[int, ...]]
_loaded: ContextVar[tuple[context.Context, Loaded] | None] = ContextVar("tenant_wide_grants", default=None)


def of_request(principal: access.Principal) -> Loaded:
    """What ``load`` finds, kept as long as the context of the request it was read in."""
    now = context.current()
    kept = _loaded.get()
    if kept is not None and kept[0] is now and now.principal is principal:
        return kept[1]
    found = load(principal.tenant_id)
    if now.principal is principal:
        _loaded.set((now, found))
    return found


def forget() -> None:
    """Read the rows anew from now on: this request has changed them."""
    _loaded.set(None)


def load(tenant_id: int) -> Loaded:
    """The tenant's rows, and the ids of all public catalogues; one query."""
    found = store.current().fetch(_LOAD, [tenant_id])
    rows = [Row(*row) for row in found if row[0] is not None]
    return rows, tuple(row[3] for row in found if row[0] is None)


_LOAD = (
    'SELECT "applies_to", "right", "role", "group_id" FROM "permissions_tenantgrant" WHERE "tenant_id" = %s '
    'UNION ALL SELECT NULL, 0, NULL, "id" FROM "hub_tenant" WHERE "public_catalogue"'
)


def level(principal: access.Principal, kind: str, rows: Iterable[Row]) -> int:
    """The level held on every object of ``kind`` in the own tenant.

    Per holder the most specific row counts (kind, then group of kinds, then ``*``); of the holders the highest. What is
    administration stays with administrators whatever the rows say: they keep it, and nobody else gets above read.
    """
    group = kinds.group_of(kind)
    places = {kind: 3, f"{GROUP_MARK}{group}": 2, EVERY_KIND: 1}
    best: dict[Any, tuple[int, int]] = {}
    for row in rows:
        place = places.get(row.applies_to, 0)
        mine = (row.role is None or row.role == principal.role) and (
            row.group_id is None or row.group_id in principal.group_ids
        )
        if place and mine:
            holder = row.role or row.group_id
            best[holder] = max(best.get(holder, (0, 0)), (place, row.right))
    held = max((right for _place, right in best.values()), default=access.NONE)
    if group in kinds.GUARDED:
        return access.PERMIT if principal.role == access.ADMIN else min(held, access.READ)
    return held


def defaults_make(*, tenant_id: int) -> list[TenantGrant]:
    """Give a new tenant the grants it starts with; none when it has some already."""
    if TenantGrant.objects.filter(tenant_id=tenant_id).exists():
        return []
    grants = [
        TenantGrant(tenant_id=tenant_id, applies_to=applies_to, right=right, role=role)
        for applies_to, right, role in DEFAULTS
    ]
    for grant in grants:
        grant.save(force_insert=True)
    return grants


def applicable() -> set[str]:
    """What a grant can apply to: kinds with rights of their own, groups of kinds, all."""
    own = (kind for kind in kinds.names() if not kinds.shared(kind))
    return {EVERY_KIND, *(GROUP_MARK + group for group in kinds.groups()), *own}


def tenant_grant_check(grant: TenantGrant) -> None:
    """Refuse a row that names no kind, two holders, a foreign group, or gives administration away."""
    found = []
    applies_to = grant.applies_to
    if applies_to not in applicable():
        found.append(errors.field_error("applies_to", "not_found", UNKNOWN_KIND))
    group = applies_to.removeprefix(GROUP_MARK) if applies_to.startswith(GROUP_MARK) else kinds.group_of(applies_to)
    if group in kinds.GUARDED and grant.role != access.ADMIN and grant.right > access.READ:
        found.append(errors.field_error("right", "too_high", IDENTITY_IS_ADMINISTRATION))
    if grant.role and grant.group_id:
        found.append(errors.field_error("group", "invalid", _("Name a role or a group, not both.")))
    if grant.group is not None and grant.group.tenant_id != grant.tenant_id:
        found.append(errors.field_error("group", "not_found", _("There is no such group.")))
    if found:
        raise errors.ValidationProblem(found)
