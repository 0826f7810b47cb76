"""Attachments of documents and pictures of things: files that the hub keeps, or links to files elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..resource import Body, Resource, declare, of_kind

#: What a picture can be of.
HOLDERS = ("asset", "node", "instrumentation", "product")


def numbered(member: str) -> Callable[[Any], Body]:
    """In a form a reference is a number."""
    return lambda value: {member: {"id": int(value) if str(value).isdigit() else value}}


def _shown(base: str, item: Body) -> str:
    """A picture stands below what it shows."""
    kind = next(name for name in HOLDERS if item.get(name))
    holder = of_kind(kind)
    assert holder is not None
    return f"{holder.href(base, item[kind]['id'])}/pictures/{item['id']}"


ATTACHMENT = Resource(
    kind="attachment",
    path="attachments",
    plural="attachments",
    members="id type file_name fingerprint content_type content_author content_version content_date remarks languages "
    "document download_href created_at updated_at",
    made={"download_href": lambda item: None, "type": lambda item: item["type"]},
    taken={"document_id": numbered("document")},
    listed="file href",
    filters="content_author content_version remarks content_date content_date_from content_date_to file_name",
)
PICTURE = Resource(
    kind="picture",
    path="pictures",
    plural="pictures",
    members="id type file_name fingerprint content_type width height download_href",
    made={"download_href": lambda item: None, "type": lambda item: item["type"]},
    listed="image href",
    filters="width width_from width_to height height_from height_to",
    stands=_shown,
)

declare(ATTACHMENT, PICTURE)
