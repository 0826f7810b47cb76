"""What all scenarios share: how they are asked for, and the entries of a scenario and of the elements in it."""

from __future__ import annotations

from typing import Any

from hub.filters import ResourceFilterSet
from hub.registry import ALL_ACTIONS, Entry, Nested, Rules
from operations.filters import EndsAfter, StartsBefore
from operations.rules.periods import period_change, period_create

MEMBERS = ["id", "uuid", "description", "creator", "start_date", "end_date"]
KEPT = ["tenant", "created_at", "updated_at"]


class PeriodFilter(ResourceFilterSet):
    """What anything that lasts for a period can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")


def scenario(model: Any, path: str, elements: Nested, **more: Any) -> Entry:
    """A scenario at ``path`` with its ``elements`` beneath."""
    rules = Rules(create=period_create, change=period_change)
    return Entry(
        model=model, path=path, group="production", title=("creator",), rules=rules, nested=(elements,), **more
    )


def element(model: Any, path: str, holder: str, rules: Rules, title: str = "start_date") -> Entry:
    """What a scenario, the reference ``holder``, is made of; it shares the right of it."""
    return Entry(
        model=model,
        path=path,
        group="production",
        title=(title,),
        rules=rules,
        actions=ALL_ACTIONS - {"permissions"},
        shares=(holder,),
    )
