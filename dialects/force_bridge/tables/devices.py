"""Devices: assets of which something is measured. Their ids are numbers, and so are the tags of what they measure."""

from __future__ import annotations

from ..resource import Body, Relation, Resource, declare

#: Where an item holds what is measured of it, once that was looked up.
SERIES = "_series"
#: Every key: all assets of which anything is measured.
ANYTHING = "*"


def quantities(item: Body) -> list[Body]:
    """What is measured of a device."""
    return [
        {
            "tag": str(one["id"]),
            "name": "/".join(part for part in (one["group"], one["key"]) if part),
            "physicalQuantity": one["key"],
            "unit": one["unit"].get("symbol") or one["unit"].get("name"),
        }
        for one in item[SERIES]
    ]


DEVICE = Resource(
    name="devices",
    kind="asset",
    path="devices",
    key="devices",
    tag="Devices",
    members="id name description recordedPhysicalQuantities",
    sources={"name": "serial_number"},
    made={"id": lambda item: str(item["id"]), "recordedPhysicalQuantities": quantities},
    relations=(Relation(name="devices", at="{base}/devices"), Relation(name="location", at="/location")),
    filters={"deviceName": "serial_number", "physicalQuantity": "measured_key"},
    stands=lambda base, item: f"{base}/devices/{item['id']}",
    domain="2700",
)
declare(DEVICE)
