"""Dates of production orders: those of the order as a whole, and of each of its operations."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors
from hub.hal.reference import parse_key

from . import asking, describe
from .operations import Operations, answer_one, canonical
from .resource import Body
from .tables.operations import OPERATION, SCHEDULED_DATES
from .tables.orders import ORDER, ORDER_SPECIFICATION
from .telling import link
from .values import hexed, plain
from .view import ForceView, parameter

FOREIGN = "This is no operation of the order."


def _specification(view: ForceView, key: str) -> Any:
    return answer_one(view, ORDER_SPECIFICATION, canonical(ORDER, key))


def operations_of(view: ForceView, key: int, needs: list[str], asked: Body | None = None) -> list[Body]:
    """All operations of an order that are ``asked`` for, with what they need."""
    found: list[Body] = []
    after: str | None = ""
    while after is not None:
        query = {**(asked or {}), "include": ",".join(needs), "per_page": 100, "after": after}
        data = view.ask("GET", canonical(ORDER, key, "operations"), query=query).data
        found += data[OPERATION.entry.plural]
        after = parameter(data["pagination"].get("next"), "after")
    return found


def _operations(view: ForceView, key: str) -> tuple[Body, list[Body]]:
    """The order, and its operations with their dates."""
    order: Body = view.ask("GET", canonical(ORDER, key)).data
    return order, operations_of(view, order["id"], ["scheduledDates"])


def _dates(view: ForceView, key: str) -> Any:
    wanted = view.after(lambda: asking.check(view.request.query_params, ["limit", "offset"]))
    _order, rows = _operations(view, key)
    wanted()
    return _told(view, rows)


def _told(view: ForceView, rows: list[Body]) -> Any:
    dates = [row["scheduledDates"] for row in rows]
    starts = [one["scheduled_start_date"] for one in dates if one["scheduled_start_date"] is not None]
    ends = [one["scheduled_end_date"] for one in dates if one["scheduled_end_date"] is not None]
    elements = [
        {"operationId": hexed(row["uuid"]), "scheduledDates": SCHEDULED_DATES.told(one)}
        for row, one in zip(rows, dates, strict=True)
    ]
    told = {
        "scheduledStartDate": plain(min(starts, default=None)),
        "scheduledEndDate": plain(max(ends, default=None)),
        "elements": elements,
    }
    links = {"self": link(view.here), "productionOrder": link(view.here.rpartition("/")[0])} if view.hal else {}
    return view.told(view.teller.shape(told, links))


def _replace_dates(view: ForceView, key: str) -> Any:
    """The dates of the operations that are named, all or none; those of the order follow."""
    order, rows = _operations(view, key)
    plural = SCHEDULED_DATES.entry.plural
    view.names = {plural: "elements", "operation": "operationId"}
    known = {key for row in rows for key in (row["id"], row["uuid"])}

    def body() -> Body:
        sent = view.sent
        asking.check(view.request.query_params, ())
        given = sent.get("elements") if isinstance(sent, dict) else None
        if not isinstance(given, list):
            detail = "Expected an object with the member elements, a list."
            raise errors.ValidationProblem([errors.field_error(plural, "required", detail)])
        return {plural: [_element(one, place, known, plural) for place, one in enumerate(given)]}

    view.ask("POST", "operations/scheduledDates/update", body=body)
    return _told(view, _operations(view, order["id"])[1])


def _element(given: Any, place: int, known: set[Any], plural: str) -> Any:
    if not isinstance(given, dict):
        return given
    operation = given.get("operationId")
    if parse_key(operation) not in known:
        raise errors.ValidationProblem([errors.field_error((plural, place, "operation"), "not_found", FOREIGN)])
    return {"operation": operation, **SCHEDULED_DATES.body(given.get("scheduledDates") or {})}


SPECIFICATION: Operations = {
    "GET": Operation(run=_specification, described=lambda: describe.reading(ORDER_SPECIFICATION, ORDER))
}
DATES: Operations = {
    "GET": Operation(run=_dates, described=lambda: describe.dates("The dates of an order and of its operations")),
    "PUT": Operation(
        run=_replace_dates, large=True, described=lambda: describe.dates("Replace the dates of operations", takes=True)
    ),
}
