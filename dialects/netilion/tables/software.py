"""Software in versions, with its files."""

from __future__ import annotations

from typing import Any

from ..resource import UNDEFINED, Body, Resource, declare
from .files import numbered
from .master import coded


def _type(value: Any) -> Body:
    """What is asked for as type is told as software_type."""
    return {"type": value}


SOFTWARE = Resource(
    kind="software",
    path="softwares",
    plural="softwares",
    members="id version_number name description tenant software_type",
    sources={"software_type": "type"},
    taken={"type": _type},
    defaults={"type": UNDEFINED},
    filters="name version_number tenant_id",
    asked={"software_type_id": "type_id"},
    includes={"software_type": "type", "software_attachments": "attachments"},
    lists="software_attachments",
    links="software_attachments:attachments",
)
SOFTWARE_TYPE = coded("software_type", "software/types", "software_types")
SOFTWARE_ATTACHMENT = Resource(
    kind="software_attachment",
    path="software/attachments",
    plural="software_attachments",
    members="id type file_name fingerprint content_date remarks software download_href",
    made={"download_href": lambda item: None, "type": lambda item: item["type"]},
    taken={"software_id": numbered("software")},
    listed="file href",
    filters="remarks file_name content_date",
)

declare(SOFTWARE, SOFTWARE_TYPE, SOFTWARE_ATTACHMENT)
