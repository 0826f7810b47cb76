"""Systems, and what devices say about their health: conditions, their causes, what helps."""

from __future__ import annotations

from ..resource import UNDEFINED, Body, Resource, declare
from .master import coded
from .plant import right

SYSTEM = Resource(
    kind="system",
    path="systems",
    plural="systems",
    members="id name description status type parent tenant",
    filters="name type_id status_id parent_id tenant_id specifications_key specifications_value",
    asked={"permission": right},
    lists="thresholds",
    links="nodes thresholds specifications",
)
SYSTEM_TYPE = coded("system_type", "system/types", "system_types")
SYSTEM_STATUS = coded("system_status", "system/statuses", "system_statuses")
HEALTH_CONDITION = Resource(
    kind="health_condition",
    path="health_conditions",
    plural="health_conditions",
    members="id diagnosis_code protocol protocol_version device_ident product_identifier hidden rules asset_status "
    "tenant",
    defaults={"asset_status": UNDEFINED},
    filters="diagnosis_code asset_status_id tenant_id device_ident product_identifier protocol protocol_version hidden",
    asked={"health_condition_id": "id"},
    links="causes",
)


def _cause(base: str, item: Body) -> str:
    return f"{HEALTH_CONDITION.href(base, item['health_condition']['id'])}/causes/{item['id']}"


CAUSE = Resource(
    kind="health_condition_cause",
    path="health_condition/causes",
    plural="causes",
    members="id code description",
    filters="code",
    links="remedies",
    stands=_cause,
)
REMEDY = Resource(
    kind="health_condition_remedy",
    path="health_condition/remedies",
    plural="remedies",
    members="id code description",
    filters="code",
    # A remedy alone does not know which condition its cause is of.
    stands=lambda base, item: f"{base}/health_condition/remedies/{item['id']}",
)

declare(SYSTEM, SYSTEM_TYPE, SYSTEM_STATUS, HEALTH_CONDITION, CAUSE, REMEDY)
