"""Assets, nodes, instrumentations, documents and events."""

from __future__ import annotations

from ..resource import UNDEFINED, Body, Resource, declare
from .master import nothing, with_below


def right(value: str) -> Body:
    """``can_update`` finds what the caller may update."""
    return {"right": value.removeprefix("can_")}


def claimed(value: str) -> Body:
    """Whoever made an asset owns it: there is none without an owner."""
    return {} if value.lower() == "true" else nothing(value)


_SPECIFIED = "specifications_key specifications_value"

ASSET = Resource(
    kind="asset",
    path="assets",
    plural="assets",
    members="id serial_number description production_date last_seen_at product status parent tenant "
    "ownership_claimed created_at updated_at",
    made={"ownership_claimed": lambda item: True},
    defaults={"status": UNDEFINED},
    filters="serial_number product_id parent_id manufacturer_id status_id tenant_id last_seen_at_from last_seen_at_to "
    "production_date production_date_from production_date_to created_at created_at_from created_at_to "
    "updated_at updated_at_from updated_at_to product_status_id status_code instrumentation_id instrumentation_tag "
    f"system_id {_SPECIFIED}",
    asked={
        "product_category_id": with_below("product_category_id"),
        "node_id": with_below("node_id"),
        "ownership_claimed": claimed,
        "permission": right,
    },
    lists="pictures",
    links="documents events nodes instrumentations softwares pictures specifications",
)
NODE = Resource(
    kind="node",
    path="nodes",
    plural="nodes",
    members="id name description hidden type parent tenant",
    defaults={"type": UNDEFINED},
    filters=f"name type_id parent_id tenant_id hidden {_SPECIFIED}",
    asked={"permission": right, "add_on_type": nothing},
    # Hidden ones are listed for who asks for them: include=hidden, or by the filter.
    always={"hidden": "false"},
    lists="pictures",
    links="instrumentations assets documents pictures specifications",
)
INSTRUMENTATION = Resource(
    kind="instrumentation",
    path="instrumentations",
    plural="instrumentations",
    members="id tag description criticality accessibility status type parent tenant",
    defaults={"status": UNDEFINED, "type": UNDEFINED},
    filters="id tag status_id type_id parent_id tenant_id criticality accessibility risk_of_maintainability "
    f"asset_id system_id asset_status_id {_SPECIFIED}",
    asked={"node_id": with_below("node_id"), "permission": right, "risk_of_maintainability_by_diba": nothing},
    lists="pictures thresholds",
    links="assets documents nodes pictures thresholds specifications",
)
DOCUMENT = Resource(
    kind="document",
    path="documents",
    plural="documents",
    members="id name description number document_version valid_from valid_until status classification tenant "
    "download_href",
    made={"download_href": lambda item: None},
    defaults={"status": UNDEFINED, "classification": UNDEFINED},
    filters="name document_version number status_id classification_id tenant_id valid_from valid_until valid_at",
    asked={"category_id": with_below("category_id")},
    lists="categories attachments",
    links="attachments categories assets nodes instrumentations products events",
)
EVENT = Resource(
    kind="event",
    path="events",
    plural="events",
    members="id name description responsible start_datetime end_datetime status type tenant",
    listed="assets instrumentations nodes",
    defaults={"status": UNDEFINED, "type": UNDEFINED},
    filters="name type_id status_id tenant_id start_datetime start_datetime_from start_datetime_to "
    "end_datetime end_datetime_from end_datetime_to asset_id instrumentation_id",
    asked={"node_id": with_below("node_id")},
    links="assets instrumentations nodes documents specifications",
)

declare(ASSET, NODE, INSTRUMENTATION, DOCUMENT, EVENT)
