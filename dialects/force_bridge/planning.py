"""Dates of production orders, of the order as a whole and of each of its operations; and their sequence."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describe
from .operations import Operations, answer_one, canonical
from .paging import MOST, Found, Page, page_of
from .resource import Action, Body
from .tables.operations import OPERATION, SCHEDULED_DATES
from .tables.orders import ORDER, ORDER_SPECIFICATION
from .telling import actions, link
from .values import camel, hexed, moment, zoned
from .view import KEPT, ForceView

BRIEF = (
    "id number split sequenceNumber description productionOrder material erpContextId operationPhaseId currentWorkplace"
)
DATES_OF_ORDER = {"scheduledStartDate": "scheduled_start_date", "scheduledEndDate": "scheduled_end_date"}
SEQUENCE_FILTERS = (
    *("isPlannable", "isDispatched", "operationPhaseId", "operationNumber", "operationSplit"),
    *("materialNumber", "workplaceNumber"),
)
_UPDATE = (Action(name="updateScheduledDates", when=("replace",), method="PUT"),)


def _specification(view: ForceView, key: str) -> Any:
    return answer_one(view, ORDER_SPECIFICATION, canonical(ORDER, key))


# -- dates ------------------------------------------------------------------------------------------------------------


def _dates(view: ForceView, key: str) -> Any:
    given = view.request.query_params
    wanted = view.after(lambda: asking.check(given, ["limit", "offset"]))
    view.ask("GET", canonical(ORDER, key))
    wanted()
    page = page_of(given, None)
    return _told(view, view.ask("GET", canonical(ORDER, key, "scheduledDates"), window=page.window(None, None)), page)


def _told(view: ForceView, reply: Any, page: Page) -> Any:
    found = reply.data
    elements = [
        {"operationId": hexed(one["operation"]["uuid"]), "scheduledDates": _moments(one)} for one in found["elements"]
    ]
    told = {**{name: moment(found[source]) for name, source in DATES_OF_ORDER.items()}, "elements": elements}
    shown = Found(page, None, elements, found["pagination"]["total_count"], False)
    links: Body = {}
    if view.hal:
        links = {**view.page_links(shown), "productionOrder": link(view.here.rpartition("/")[0])}
        links |= actions(_UPDATE, found.get("_links", {}), view.here)
    headers = {name: reply.headers[name] for name in KEPT if name in reply.headers}
    body = {"pagination": shown.figures(), **view.teller.shape(told, links)}
    return view.composed(body, headers.pop("ETag"), headers=headers)


def _moments(dates: Body) -> Body:
    return {name: moment(dates[SCHEDULED_DATES.source(name)]) for name in SCHEDULED_DATES.names}


def _replace_dates(view: ForceView, key: str) -> Any:
    """The dates of the order and of the operations that are named, all or none."""
    view.names = {"operation": "operationId"}

    def body() -> Any:
        sent = view.sent
        asking.check(view.request.query_params, ())
        if not isinstance(sent, dict):
            return sent
        given = sent.get("elements", [])
        found: Body = {source: zoned(sent[name]) for name, source in DATES_OF_ORDER.items() if name in sent}
        return {**found, "elements": [_element(one) for one in given] if isinstance(given, list) else given}

    reply = view.ask("PUT", canonical(ORDER, key, "scheduledDates"), body=body, conditions=True)
    return _told(view, reply, Page(MOST))


def _element(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    dates = given.get("scheduledDates") or {}
    if not isinstance(dates, dict):
        raise errors.ValidationProblem([errors.field_error("scheduledDates", "invalid", "Expected an object.")])
    named = {"operation": given["operationId"]} if given.get("operationId") is not None else {}
    return {**named, **SCHEDULED_DATES.body(dates)}


# -- the sequence of an order -----------------------------------------------------------------------------------------


def _sequence(view: ForceView, key: str) -> Any:
    """The operations of an order in their sequence, each with those before and after it."""
    given = view.request.query_params
    names: dict[str, str] = {name: OPERATION.filters[name] for name in SEQUENCE_FILTERS}
    wanted = view.after(lambda: asking.check(given, [*names, "limit", "offset"]))
    order = view.ask("GET", canonical(ORDER, key)).data
    wanted()
    page = page_of(given, None)
    view.names = {source: name for name, source in names.items()}
    asked = {source: given[name] for name, source in names.items() if name in given}
    query = {**asked, "include": ",".join(OPERATION.needs)}
    path = canonical(ORDER, order["id"], "operationSequence")
    data = view.ask("GET", path, query=query, window=page.window(None, None)).data
    rows = data[OPERATION.entry.plural]
    found = Found(page, None, rows, data["pagination"]["total_count"], "next" in data["pagination"])
    return view.elements(found, [_step(row) for row in rows], productionOrder=link(ORDER.place(view.base, order)))


def _step(row: Body) -> Body:
    around = {name: [_neighbour(one) for one in row[name]] for name in ("predecessors", "successors")}
    return {"operation": OPERATION.told(row, BRIEF.split()), **around}


def _neighbour(step: Body) -> Body:
    values = {camel(name): value for name, value in step.items() if name not in ("operation", "dependency")}
    return {"operationId": hexed(step["operation"]["uuid"]), **values}


SPECIFICATION: Operations = {
    "GET": Operation(run=_specification, described=lambda: describe.reading(ORDER_SPECIFICATION, ORDER))
}
DATES: Operations = {
    "GET": Operation(run=_dates, described=lambda: describe.dates("The dates of an order and of its operations")),
    "PUT": Operation(
        run=_replace_dates,
        large=True,
        described=lambda: describe.dates("Replace the dates of an order and of its operations", takes=True),
    ),
}
SEQUENCE: Operations = {"GET": Operation(run=_sequence, described=lambda: describe.sequence(SEQUENCE_FILTERS))}
