"""A part of the document: the operations of one resource and what they refer to. The whole is too much for a page."""

from __future__ import annotations

from functools import cache
from typing import Any

from hub.openapi.generator import document
from hub.openapi.schema import served
from hub.openapi.wording import words
from hub.registry import GROUPS

Document = dict[str, Any]
START = "entry_point"
WITH_START = ("Login",)


@cache
def whole() -> Document:
    """The whole document, made once."""
    return document()


def tag_of(name: str) -> str:
    """What the operations of the resource with this plural are sorted under."""
    return words(name).capitalize()


@cache
def topics() -> dict[str, list[str]]:
    """What there are operations of (plurals of resources, and what views of their own are sorted under), by group; the
    entry point comes first."""
    of_kind = {entry.plural: entry.group for entry in served()}
    tags = {tag for item in whole()["paths"].values() for one in item.values() for tag in _tags(one)}
    names = sorted(tag.lower().replace(" ", "_") for tag in tags - {tag_of(START), *WITH_START})
    found: dict[str, list[str]] = {"": [START]}
    for group in ("plant", "production", "shopfloor", *GROUPS, "more"):
        members = [name for name in names if of_kind.get(name, "more") == group]
        if members:
            found.setdefault(group, members)
    return found


@cache
def part(name: str) -> Document | None:
    """The document of one topic; None when there is no such topic."""
    if not any(name in names for names in topics().values()):
        return None
    full, tags = whole(), {tag_of(name), *(WITH_START if name == START else ())}
    paths = {path: item for path, item in full["paths"].items() if any(tags & _tags(one) for one in item.values())}
    kept: dict[str, dict[str, Any]] = {"securitySchemes": full["components"]["securitySchemes"]}
    _keep(paths, full["components"], kept)
    listed = [tag for tag in full["tags"] if tag["name"] in tags]
    return {**full, "paths": paths, "components": kept, "tags": listed}


def _tags(operation: Any) -> set[str]:
    return set(operation.get("tags", ())) if isinstance(operation, dict) else set()


def _keep(node: Any, components: dict[str, Any], kept: dict[str, dict[str, Any]]) -> None:
    """Take over what ``node`` refers to, and what that refers to."""
    if isinstance(node, list):
        for item in node:
            _keep(item, components, kept)
    elif isinstance(node, dict):
        reference = node.get("$ref")
        if isinstance(reference, str):
            kind, name = reference.removeprefix("#/components/").split("/", 1)
            if name not in kept.setdefault(kind, {}):
                kept[kind][name] = components[kind][name]
                _keep(components[kind][name], components, kept)
        for value in node.values():
            _keep(value, components, kept)
