"""Collections of links: list, add, replace all, remove these, with ``{"<plural>": [{"id": 1}]}``."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors
from hub.hal.reference import parse_key

from . import describing
from .operations import Operations, canonical, nested
from .resource import Resource
from .view import NetilionView


def linking(owner: Resource, child: str, resource: Resource, methods: str = "GET POST PATCH DELETE") -> Operations:
    """The operations of ``{resource}/{id}/{child}``; ``child`` is the canonical name of the collection."""

    def link(method: str) -> Operation:
        def run(view: NetilionView, key: str) -> Any:
            _about(view, resource)
            view.ask(
                method,
                canonical(owner, key, child),
                body={resource.entry.plural: named(view, resource.plural, resource.entry.plural)},
            )
            return view.nothing()

        return Operation(run=run, described=describing.linked(owner, resource, method))

    def replace(view: NetilionView, key: str) -> Any:
        """Only what the caller may see is replaced; what is hidden from it stays."""
        _about(view, resource)
        path, plural = canonical(owner, key, child), resource.entry.plural
        wanted = named(view, resource.plural, resource.entry.plural)
        kept = {parse_key(one.get("id")) for one in wanted if isinstance(one, dict)}
        held = view.all_items(path, plural)
        gone = [{"id": item["id"]} for item in held if not kept & {item["id"], item["uuid"]}]
        if wanted:
            view.ask("POST", path, body={plural: wanted})
        if gone:
            view.ask("DELETE", path, body={plural: gone})
        return view.nothing()

    known = {
        "GET": nested(owner, child, resource),
        "PATCH": Operation(run=replace, described=describing.linked(owner, resource, "PATCH")),
    }
    return {method: known.get(method) or link(method) for method in methods.split()}


def _about(view: NetilionView, resource: Resource) -> None:
    view.names = {resource.entry.plural: resource.plural}


def named(view: NetilionView, plural: str, canonical_plural: str) -> list[Any]:
    """The list in the body, under the vendor's name."""
    found = view.sent.get(plural)
    if not isinstance(found, list):
        detail = f"Expected an object with the member {plural}, a list."
        raise errors.ValidationProblem([errors.field_error(canonical_plural, "required", detail)])
    return found
