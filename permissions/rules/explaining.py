"""Why not? For each action that is not offered, what is lacking; and where a right that is held comes from.

Nothing here names anybody else: who else holds what is told to holders of ``permit`` only.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from hub import access, store
from hub.access import Need, Principal
from permissions.models.effective_right import EffectiveRight
from permissions.models.grant import Grant
from permissions.rules.subjects import subjects_of
from permissions.rules.tenant_wide import level as level_everywhere
from permissions.rules.tenant_wide import of_request


def lacking(
    *, principal: Principal, kind: str, object_id: int, tenant_id: int, level: int, needs: Iterable[Need]
) -> list[dict[str, Any]]:
    """One row for each thing that keeps ``principal``, who holds ``level``, from an action."""
    rows = []
    origin = None
    for need in needs:
        if access.rank(principal.role) < access.rank(need.role):
            detail = _("Your role is {role}; this takes {needed}.").format(role=principal.role, needed=need.role)
            rows.append(_row(need, "role", need.role, detail))
        if need.scope not in principal.scopes:
            rows.append(
                _row(need, "scope", need.scope, _("Your credential has no scope {scope}.").format(scope=need.scope))
            )
        if level < need.right:
            if origin is None:
                origin = origin_tell(
                    principal=principal, kind=kind, object_id=object_id, tenant_id=tenant_id, level=level
                )
            detail = _("Only a holder of permit may grant.") if need.relation == "permissions" else origin
            rows.append(_row(need, "right", access.NAMES[need.right], detail))
    return rows


def _row(need: Need, what: str, needs: str, detail: str) -> dict[str, Any]:
    return {"relation": need.relation, "lacking": what, "needs": needs, "detail": detail}


def origin_tell(*, principal: Principal, kind: str, object_id: int, tenant_id: int, level: int) -> str:
    """A sentence on what the caller holds on an object and where it comes from."""
    held = access.NAMES.get(level)
    if held is None:
        return _("You hold no right on it.")
    if tenant_id != principal.tenant_id:
        return _("It belongs to a public catalogue, which you can read.")
    if level_everywhere(principal, kind, of_request(principal)[0]) >= level:
        return _("You hold {held}, as on everything of this kind.").format(held=held)
    grants = Grant.objects.filter(tenant_id=tenant_id, object_kind=kind, object_id=object_id, right=level)
    if grants.filter(user_id=principal.user_id).exists():
        return _("You hold {held}, granted to you.").format(held=held)
    if grants.filter(group_id__in=principal.group_ids).exists():
        return _("You hold {held}, granted to a group of yours.").format(held=held)
    source = _source(principal, kind, object_id, level)
    if source is not None:
        return _("You hold {held}, inherited from {source}.").format(held=held, source=_one(source))
    return _("You hold {held}.").format(held=held)


def _source(principal: Principal, kind: str, object_id: int, level: int) -> str | None:
    """The kind of a neighbour from which this level flows in."""
    which, parameter = store.current().id_list(subjects_of(principal))
    for flow in access.FLOWS:
        if flow.target == kind and flow.ceiling >= level:
            sql = (
                f'SELECT 1 FROM "{apps.get_model(flow.via)._meta.db_table}" AS "v" '
                f'INNER JOIN "{EffectiveRight._meta.db_table}" AS "e" ON "e"."kind" = %s '
                f'AND "e"."object_id" = "v"."{flow.source_key}" AND "e"."tenant_id" = "v"."tenant_id" '
                f'WHERE "v"."{flow.target_key}" = %s AND "e"."level" >= %s AND "e"."subject" {which} LIMIT 1'
            )
            if store.current().fetch(sql, [flow.source, object_id, level, parameter]):
                return flow.source
    return None


def _one(kind: str) -> str:
    name = kind.replace("_", " ")
    return f"an {name}" if name[:1] in "aeiou" else f"a {name}"
