"""``?explain=actions``: for each action link that is absent, what is lacking: right, role, scope or state."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from hub import access
from hub.errors import BadParameter, IllegalTransition
from hub.hal import links as link_table
from hub.registry import Entry, subs
from hub.viewsets.locating import Located


def explanation(entry: Entry, principal: access.Principal, located: Located, what: str) -> list[dict[str, Any]]:
    """One row for each thing that keeps the caller from an action."""
    if what != "actions":
        raise BadParameter("explain", _("Only explain=actions is known."))
    needs = [
        access.Need(
            relation=spec.relation,
            right=spec.level,
            role=entry.writer if spec.changes else spec.role,
            scope="write" if spec.changes else "read",
        )
        for spec in link_table.table(entry)
        if spec.level > access.READ
    ]
    if entry.states is not None:
        relation = link_table.state_relation(entry)
        needs.append(access.Need(relation=relation, right=access.UPDATE, role=entry.writer, scope="write"))
    found = access.provider().lacking(
        principal=principal,
        kind=entry.name,
        object_id=located.id,
        tenant_id=located.tenant_id,
        level=located.level,
        needs=needs,
    )
    return found + _without_target(entry, located) + _without_column(entry, located) + _without_sub(entry, located)


def _without_target(entry: Entry, located: Located) -> list[dict[str, Any]]:
    """A state that can become no other; needed is one of those that can."""
    machine = entry.states
    if machine is None:
        return []
    state = entry.model.objects.filter(pk=located.id).values_list(machine.field, flat=True).first()
    table = machine.table(located.tenant_id)
    if table.get(state):
        return []
    row = {
        "relation": link_table.state_relation(entry),
        "lacking": "state",
        "needs": ", ".join(code for code, targets in table.items() if targets),
        "detail": IllegalTransition(state, ()).detail,
    }
    return [row]


def _without_column(entry: Entry, located: Located) -> list[dict[str, Any]]:
    """What only those have that refer to something, or hold a file."""
    specs = [spec for spec in link_table.table(entry) if spec.where]
    held = entry.model.objects.filter(pk=located.id).values(*(spec.where for spec in specs)).first() if specs else None
    file = _("It is a link: follow its href.")
    return [
        {
            "relation": spec.relation,
            "lacking": "state",
            "needs": spec.where.removesuffix("_key").removesuffix("_id"),
            "detail": str(spec.otherwise or file),
        }
        for spec in specs
        if held is not None and not held[spec.where]
    ]


def _without_sub(entry: Entry, located: Located) -> list[dict[str, Any]]:
    """What hangs on it only once somebody has put it there."""
    detail = _("There is none yet: PUT makes one.")
    return [
        {"relation": sub.relation, "lacking": "state", "needs": sub.relation, "detail": detail}
        for sub in subs(entry)
        if not sub.always and not sub.model.objects.filter(pk=located.id).exists()
    ]
