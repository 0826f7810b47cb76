"""Production orders, and what stands in them: materials and contexts of the business system."""

from __future__ import annotations

from typing import Any

from ..resource import Action, Body, Relation, Resource, Timeline, brief, declare
from ..values import hexed
from .literals import DESCRIPTION

MATERIAL = Resource(
    name="materials",
    kind="material",
    path="materials",
    key="materials",
    tag="Materials",
    members="id number description type",
    relations=(DESCRIPTION,),
    filters={"number": "number"},
    domain="1300",
    collected=(Action(name="createMaterial", when=("create",)),),
)
ERP_CONTEXT = Resource(
    name="erpContexts",
    kind="erp_context",
    path="erpContexts",
    key="erpContexts",
    tag="ERP contexts",
    members="id type identifier1 identifier2 identifier3 systemNumber",
    filters={
        "type": "type",
        "erpSystem": "system_number",
        **{f"identifier{number}": f"identifier{number}" for number in (1, 2, 3)},
    },
)


def by_id(source: str) -> Any:
    """A member of a body that is the object referred to; its id counts."""
    return lambda value: {source: value.get("id") if isinstance(value, dict) else value}


def priority(value: Any) -> Body:
    """The vendor writes it as a text."""
    return {"priority": int(value) if isinstance(value, str) and value.isascii() and value.isdigit() else value}


_SPECIFICATION = "targetQuantity quantityUnit basicStartDate basicEndDate priority degreeOfParallelization"
ORDER_SPECIFICATION = Resource(
    name="productionOrderSpecification",
    kind="production_order",
    tag="Production orders",
    members=_SPECIFICATION,
    made={"priority": lambda item: None if item.get("priority") is None else str(item["priority"])},
    relations=(Relation(name="productionOrder", at="{base}/productionOrders/{id}"),),
    stands=lambda base, item: f"{base}/productionOrders/{hexed(item['uuid'])}/specification",
    domain="1000",
)
ORDER = Resource(
    name="productionOrders",
    kind="production_order",
    path="productionOrders",
    key="productionOrders",
    tag="Production orders",
    members="id number split description material erpContextId productionOrderStateId",
    sources={"productionOrderStateId": "state"},
    made={"material": brief("material", "materials", "id number description type")},
    given=f"materialId {_SPECIFICATION}",
    added="productionOrderStateId",
    taken={"material": by_id("material"), "priority": priority},
    needs=("material",),
    relations=(
        DESCRIPTION,
        Relation(name="erpContext", source="erp_context", include="erp_context", to="erpContexts"),
        Relation(name="material", source="material", include="material", to="materials"),
        Relation(name="specification", at="/specification", shaped=lambda item: ORDER_SPECIFICATION.told(item)),
        Relation(name="scheduledDates", at="/scheduledDates"),
        Relation(name="operationSequence", at="/operationSequence"),
        Relation(
            name="operations",
            at="{base}/operations?productionOrderId={id}",
            to="operations",
            include="operations",
            many="list",
        ),
    ),
    filters={
        "productionOrderNumber": "number",
        "productionOrderSplit": "split",
        "materialNumber": "material_number",
        "erpContextId": "erp_context_id",
        "startDate": "start_date",
        "endDate": "end_date",
    },
    searched={
        "productionOrderIds": "uuid",
        "productionOrderNumbers": "number",
        "productionOrderSplits": "split",
        "materialNumbers": "material_number",
        "erpContextIds": "erp_context_id",
        "startDate": "start_date",
        "endDate": "end_date",
        "actualStartDateFrom": "actual_start_date_from",
        "actualEndDateUntil": "actual_end_date_to",
        "basicStartDateFrom": "basic_start_date_from",
        "basicEndDateUntil": "basic_end_date_to",
    },
    collected=(
        Action(name="createProductionOrder", when=("create",)),
        Action(name="searchProductionOrders", when=("search",), suffix="/search"),
    ),
    timeline=Timeline(),
    domain="1000",
)

declare(MATERIAL, ERP_CONTEXT, ORDER_SPECIFICATION, ORDER)
