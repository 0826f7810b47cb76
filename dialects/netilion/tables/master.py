"""Companies, products, units, and the coded rows that others are described with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from ..resource import UNDEFINED, Body, Resource, declare


def with_code(body: Body) -> None:
    """A row without a code is known by its name: ``Out of service`` becomes ``out_of_service``."""
    if not body.get("code") and isinstance(body.get("name"), str):
        body["code"] = re.sub(r"[^\w.-]+", "_", body["name"].strip().lower()).strip("_")


def with_below(parameter: str) -> Callable[[str], Body]:
    """``3+`` is one and all below it; a plus that nobody encoded arrives as a blank."""
    return lambda value: {parameter: value.rstrip() + "+" if value != value.rstrip() else value}


def nothing(_value: str) -> Body:
    """What no row of the hub can be finds none."""
    return {"id": "0"}


def coded(kind: str, path: str, plural: str, further: str = "", **differences: Any) -> Resource:
    """Master data with code, name and description; ``further`` are members beside these."""
    members = f"id code name description {further} tenant"
    parents = "parent_id" if "parent" in further else ""
    filters = f"code name tenant_id {parents}"
    return Resource(
        kind=kind, path=path, plural=plural, members=members, filters=filters, completed=with_code, **differences
    )


COMPANY = Resource(
    kind="manufacturer",
    path="companies",
    plural="companies",
    members="id name description address parent tenant",
    filters="name parent_id tenant_id",
)
PRODUCT = Resource(
    kind="product",
    path="products",
    plural="products",
    members="id product_code name description manufacturer status parent tenant phase_out_date order_stop_date "
    "spare_parts_until spare_sensors_until repair_until calibration_until risk_of_maintainability maintenance_advices",
    made={"maintenance_advices": lambda item: []},
    defaults={"status": UNDEFINED},
    filters="product_code name manufacturer_id status_id parent_id tenant_id risk_of_maintainability "
    "specifications_key specifications_value",
    asked={"category_id": with_below("category_id")},
    lists="categories pictures",
    links="categories documents softwares pictures specifications",
)
UNIT = Resource(
    kind="unit",
    path="units",
    plural="units",
    members="id code symbol name description base_unit",
    filters="code symbol name base_unit_id",
)

ASSET_STATUS = coded("asset_status", "asset/statuses", "asset_statuses")
PRODUCT_STATUS = coded("product_status", "product/statuses", "product_statuses")
PRODUCT_CATEGORY = coded("product_category", "product/categories", "categories", "parent", links="products")
NODE_TYPE = coded("node_type", "node/types", "node_types", "parent")
INSTRUMENTATION_TYPE = coded("instrumentation_type", "instrumentation/types", "instrumentation_types", "parent")
INSTRUMENTATION_STATUS = coded("instrumentation_status", "instrumentation/statuses", "instrumentation_statuses")
DOCUMENT_STATUS = coded("document_status", "document/statuses", "document_statuses")
DOCUMENT_CLASSIFICATION = coded("document_classification", "document/classifications", "document_classifications")
DOCUMENT_CATEGORY = coded(
    *("document_category", "document/categories", "categories", "parent"),
    links="documents",
    asked={"standard_id": nothing},
)
EVENT_TYPE = coded("event_type", "event/types", "event_types", "deletable")
EVENT_STATUS = coded("event_status", "event/statuses", "event_statuses")

declare(
    *(COMPANY, PRODUCT, UNIT, ASSET_STATUS, PRODUCT_STATUS, PRODUCT_CATEGORY, NODE_TYPE),
    *(INSTRUMENTATION_TYPE, INSTRUMENTATION_STATUS, DOCUMENT_STATUS, DOCUMENT_CLASSIFICATION, DOCUMENT_CATEGORY),
    *(EVENT_TYPE, EVENT_STATUS),
)
