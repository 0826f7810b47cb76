"""Where rights on an object come from: the object itself, and all that rights flow in from, to any depth."""

from __future__ import annotations

from hub import access
from permissions.rules.inheritance import LONGEST_CHAIN, links


def origins(kind: str, object_id: int) -> dict[str, set[int]]:
    """The objects whose grants hold for this one, by kind; itself among them. A few statements per level."""
    found: dict[str, set[int]] = {kind: {object_id}}
    fresh: dict[str, set[int]] = {kind: {object_id}}
    for _level in range(LONGEST_CHAIN):
        above: dict[str, set[int]] = {}
        for flow in access.FLOWS:
            ids = fresh.get(flow.target)
            if ids:
                above.setdefault(flow.source, set()).update(row[0] for row in links(flow, flow.target_key, ids))
        fresh = {name: ids - found.get(name, set()) for name, ids in above.items()}
        if not any(fresh.values()):
            return found
        for name, ids in fresh.items():
            found.setdefault(name, set()).update(ids)
    return found
