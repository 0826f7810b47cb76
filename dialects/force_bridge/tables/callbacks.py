"""Callbacks and the events that they are called for: which change of which kind each event stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..resource import Action, Body, Resource, declare, named
from ..values import camel, moment, snake

EXTERNAL = "EXTERNAL"
#: What a callback is called besides in the hub.
NAMES = {
    "event_types": "eventType",
    "event_name": "eventName",
    "object_filter": "objectFilter",
    "max_attempts": "maxRedeliveryAttempts",
    "max_pending": "maxUnconfirmedMessages",
}


@dataclass(frozen=True, slots=True)
class Event:
    """A change of one kind; with a ``column`` only one that changed this. ``table`` is the resource it is told as,
    ``member`` what the changed column is called."""

    kind: str
    event: str
    table: str = ""
    column: str = ""
    member: str = ""


_CHANGES = {"CREATED": "create", "UPDATED": "update", "DELETED": "delete"}
_KINDS = {
    "OPERATION": ("operation", "operations"),
    "PRODUCTION_ORDER": ("production_order", "productionOrders"),
    "WORKPLACE": ("workplace", "workplaces"),
    "STAFF_MEMBER": ("staff_member", "staffMembers"),
    "TOOL": ("tool", "tools"),
    "OPERATION_PLANNING_RESULT": ("planning_result", "planningResult"),
    "OPERATION_FORECAST_RESULT": ("forecast_result", "forecastResult"),
    "STAFF_MEMBER_PLANNING_RESULT": ("staff_planning_result", "staffPlanningResult"),
}
EVENTS = {
    f"{name}_{word}": Event(kind, event, table)
    for name, (kind, table) in _KINDS.items()
    for word, event in _CHANGES.items()
} | {
    "OPERATION_PHASE_CHANGED": Event("operation", "update", "operations", "phase", "OperationPhaseId"),
    "WORKPLACE_OPERATING_STATE_CHANGED": Event(
        "workplace", "update", "workplaces", "operating_state_id", "OperatingStateId"
    ),
    "TOOL_ASSEMBLY_ORDER_STATE_CHANGED": Event(
        "tool_assembly_order", "update", "assemblyOrders", "state", "ToolAssemblyOrderStateId"
    ),
    EXTERNAL: Event("external_event", "create"),
}


def _table(event_type: Any) -> Resource | None:
    found = EVENTS.get(event_type) if isinstance(event_type, str) else None
    return named(found.table) if found is not None and found.table else None


def conditions(event_type: Any, given: Any) -> Any:
    """A filter of objects with the hub's names of members; what is no such filter is for the hub to refuse."""
    table = _table(event_type)

    def one(condition: Any) -> Any:
        if not isinstance(condition, dict) or not isinstance(condition.get("name"), str):
            return condition
        name = condition["name"]
        if name == "id":
            return {**condition, "name": "uuid"}
        return {**condition, "name": table.source(name) if table is not None else snake(name)}

    return [one(condition) for condition in given] if isinstance(given, list) else given


def _filter(item: Body) -> list[Body]:
    """The way back."""
    table = _table(_event_type(item))
    spoken = {"uuid": "id"}
    if table is not None:
        names = (*table.names, *table.given.split())
        spoken |= {table.source(name): name for name in names if name not in table.made and name != "id"}
    return [{**one, "name": spoken.get(one["name"], camel(one["name"]))} for one in item["object_filter"]]


def _event_type(item: Body) -> str | None:
    return item["event_types"][0] if item["event_types"] else None


CALLBACK = Resource(
    name="callbacks",
    kind="webhook",
    path="callbacks",
    key="callbacks",
    tag="Callbacks",
    members="id eventType url eventName objectFilter maxRedeliveryAttempts maxUnconfirmedMessages creationDate "
    "lastTriggeredDate lastSuccessfulDate",
    made={
        "eventType": _event_type,
        "objectFilter": _filter,
        "maxRedeliveryAttempts": lambda item: item["max_attempts"] - 1,
        "maxUnconfirmedMessages": lambda item: item["max_pending"],
        "creationDate": lambda item: moment(item["created_at"]),
        "lastTriggeredDate": lambda item: moment(item["last_triggered_at"]),
        "lastSuccessfulDate": lambda item: moment(item["last_success_at"]),
    },
    taken={
        "eventType": lambda value: {"event_types": [value]},
        "objectFilter": lambda value: {} if value is None else {"object_filter": value},
        "maxRedeliveryAttempts": lambda value: {} if value is None else {"max_attempts": _attempts(value)},
        "maxUnconfirmedMessages": lambda value: {} if value is None else {"max_pending": value},
    },
    actions=(Action(name="deleteCallback", when=("delete",), method="DELETE"),),
    collected=(Action(name="createCallback", when=("create",)),),
    domain="2400",
)


def _attempts(value: Any) -> Any:
    """The first attempt is none to do it again."""
    return value + 1 if isinstance(value, int) and not isinstance(value, bool) else value


EVENT = Resource(
    name="events",
    kind="external_event",
    path="events",
    tag="Callbacks",
    members="eventType eventName objectType objectId timestamp data",
    sources={"eventName": "name", "objectId": "object_key", "timestamp": "occurred_at"},
    made={"eventType": lambda item: EXTERNAL, "data": lambda item: item["data"]},
    taken={"eventType": lambda value: {}, "data": lambda value: {} if value is None else {"data": value}},
    domain="2400",
)

declare(CALLBACK, EVENT)
