"""Values to ask a collection for, taken from a resource of it."""

from __future__ import annotations

from typing import Any

from hub.filters.kinds import BoundFilter
from hub.registry import Entry


def asked(entry: Entry, resource: dict[str, Any]) -> dict[str, Any]:
    """For each filter of ``entry`` a value that finds ``resource`` (plain JSON); filters of what it does not show are
    left out."""
    found = {}
    for name, one in entry.filterset.base_filters.items():
        value = _shown(name, one, resource)
        if value is not None:
            found[name] = value
        elif one.kind.absent and not isinstance(one, BoundFilter) and _member(name) in resource:
            found[name] = "null"
    return found


def _member(name: str) -> str:
    return name.removesuffix("_id")


def _shown(name: str, one: Any, resource: dict[str, Any]) -> Any:
    member = name.removesuffix("_from").removesuffix("_to") if isinstance(one, BoundFilter) else name
    value = resource.get(member)
    if isinstance(value, list) and value and isinstance(value[0], str):
        value = value[0]
    if value is None and name.endswith("_id") and isinstance(resource.get(_member(name)), dict):
        return resource[_member(name)]["id"]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if isinstance(value, (dict, list)) else value
