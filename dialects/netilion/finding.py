"""Looking for things by a text, and the keys that their specifications have."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation

from . import asking, describing
from .operations import Operations
from .permitting import name_of
from .resource import Body
from .view import NetilionView

ASKED = ("q", "manufacturer_id", "product_category_id", "product_status_id", "scope", "node_id")
KEYS = ("key", "ui_visible")


def _search(view: NetilionView) -> Any:
    """Each with its kind, its name, and what is said about it."""
    given = view.request.query_params
    asking.only(given, ["page", "per_page", "include_total_count", *ASKED])
    query = {name: given[name] for name in ASKED if name in given} | asking.page_of(given)
    data = view.ask("GET", "search", query=query).data
    items: list[Body] = [
        {
            "id": item["id"],
            "type": name_of(item["type"]),
            "title": item["title"],
            "description": item["description"] or "",
        }
        for item in data["results"]
    ]
    return view.listed("results", items, data["pagination"])


def keys_of(kind: str) -> Operations:
    """The keys in the specifications of what the caller may read."""

    def run(view: NetilionView) -> Any:
        given = view.request.query_params
        asking.only(given, KEYS)
        query = {name: given[name] for name in KEYS if name in given}
        return view.told(view.ask("GET", f"{kind}/specification_keys", query=query).data)

    told = describing.Description(
        summary=f"The keys in the specifications of {kind}s",
        tag=kind.capitalize(),
        query=describing.asking_for(*KEYS, paged=False),
        gives={"type": "object", "properties": {"specification_keys": {"type": "array", "items": describing.TEXT}}},
    )
    return {"GET": Operation(run=run, described=lambda: told)}


SEARCH: Operations = {
    "GET": Operation(
        run=_search,
        described=lambda: describing.Description(
            summary="Assets, instrumentations and nodes by a text in one of their names",
            tag="Search",
            query=describing.asking_for(*ASKED),
            required=frozenset({"q"}),
            gives=describing.listed("results", "id", "type", "title", "description"),
        ),
    )
}
