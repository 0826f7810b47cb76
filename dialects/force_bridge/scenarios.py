"""Collections of results with the figures of their plan, and planning scenarios."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors
from hub.registry import Sub

from . import asking, describe
from .asking import Question
from .operations import Operations, canonical, listing
from .paging import Found
from .resource import Action, Body, Resource, named
from .tables.planned import (
    FIGURES,
    FORECAST,
    PLANNED,
    SCENARIO,
    SCENARIO_ASSIGNMENT,
    STAFF_FIGURES,
    STAFF_PLANNED,
    STAFF_SCENARIO,
    STAFF_SCENARIO_ASSIGNMENT,
)
from .tables.rules import MALFUNCTION, MALFUNCTION_SCENARIO
from .telling import actions, link
from .values import moment, snake
from .view import ForceView

# -- results with the figures of their plan ---------------------------------------------------------------------------


def _figure(name: str, value: Any) -> Any:
    return moment(value) if name.endswith("Date") else value


def _asked(view: ForceView, resource: Resource, question: Question, query: Body) -> tuple[Found, Body]:
    """A page of the results that the query asks for, and the answer that it came in."""
    view.about(resource, question)
    assert question.page is not None
    entry: Any = resource.entry
    assert isinstance(entry, Sub)
    data = view.ask(
        "GET",
        entry.list_route,
        query={**question.include(resource), **query},
        window=question.page.window(None, None),
    ).data
    return Found(question.page, None, data[entry.plural], data["pagination"]["total_count"], False), data


def _figures(data: Body, names: str) -> Body:
    return {name: _figure(name, data.get(snake(name))) for name in names.split()}


def _results(resource: Resource, *flags: str) -> Operation:
    """``GET /operations/…Results``: what is planned, page by page, and what all of it amounts to. ``flags`` are
    parameters that make no difference here."""

    def run(view: ForceView) -> Any:
        given = view.request.query_params
        question = asking.of_list(view, resource, given, flags)
        for name in flags:
            asking.flag(given, name)
        found, data = _asked(view, resource, question, {})
        items = [view.teller.single(resource, item, embed=question.embed) for item in found.items]
        links: Body = {}
        if view.hal:
            links = view.page_links(found) | actions(resource.collected, data.get("_links", {}), view.here)
        figures = _figures(data, FIGURES)
        return view.told(view.teller.collection(resource, items, found.figures(), links, figures))

    return Operation(run=run, described=lambda: describe.listing(resource, flags=flags))


def _of_staff() -> Operation:
    """``GET /staffMembers/…/planningResults``: what people are to do, as elements."""
    resource = STAFF_PLANNED

    def run(view: ForceView, key: str = "") -> Any:
        wanted = view.after(lambda: asking.of_list(view, resource, view.request.query_params))
        of_one = {"staff_member_id": view.ask("GET", canonical(named("staffMembers"), key)).data["id"]} if key else {}
        found, data = _asked(view, resource, wanted(), of_one)
        links = actions(resource.collected, data.get("_links", {}), view.here)
        figures = _figures(data, f"startDate endDate {STAFF_FIGURES}")
        return view.elements(found, [resource.told(item) for item in found.items], figures, **links)

    return Operation(run=run, described=lambda: describe.elements(resource, named("operations")))


PLANS: Operations = {"GET": _results(PLANNED)}
FORECASTS: Operations = {"GET": _results(FORECAST, "useOriginalValues")}
STAFF: Operations = {"GET": _of_staff()}


# -- scenarios --------------------------------------------------------------------------------------------------------


def scenarios(resource: Resource, element: Resource, given: str, child: str = "assignments") -> tuple[Operations, ...]:
    """What stands at a collection of scenarios and at one: with its elements, which a body calls ``given`` and the hub
    keeps beneath it as ``child``."""
    delete = (Action(name=f"delete{resource.key[:1].upper()}{resource.key[1:-1]}", when=("delete",), method="DELETE"),)

    def read(view: ForceView, key: Any, status: int = 200) -> Any:
        wanted = view.after(lambda: asking.of_list(view, element, view.request.query_params))
        item = view.ask("GET", canonical(resource, key)).data
        question: Question = wanted()
        view.about(element, question)
        assert question.page is not None
        path = canonical(resource, item["id"], child)
        found, _offered = view.fetch(element, path, question, question.page, element.timeline)
        told = {**resource.told(item), "elements": [element.told(row) for row in found.items]}
        at = resource.place(view.base, item)
        links = {"self": link(at)} | actions(delete, item.get("_links", {}), at) if view.hal else {}
        body = {"pagination": found.figures(), **view.teller.shape(told, links)}
        return view.told(body, status=status, headers={"Location": at} if status == 201 else None)

    def create(view: ForceView) -> Any:
        """A scenario with all its elements, or none of it."""
        view.about(resource)

        def body() -> Any:
            sent = view.sent
            asking.check(view.request.query_params, ())
            return resource.body(sent)

        made = view.ask("POST", canonical(resource), body=body).data
        elements = view.sent.get(given) or []
        plural = element.entry.plural
        view.names = {**element.spoken, plural: given, **_references(element)}
        if not isinstance(elements, list):
            raise errors.ValidationProblem([errors.field_error(plural, "invalid", "Expected a list.")])
        if elements:
            view.ask(
                "POST",
                canonical(resource, made["id"], child),
                body={plural: [element.body(one) for one in elements]},
            )
        return read(view, made["id"], status=201)

    many: Operations = {
        "GET": listing(resource),
        "POST": Operation(
            run=create, large=True, described=lambda: describe.creating(resource, 201, **{given: element})
        ),
    }
    return many, {"GET": Operation(run=read, described=lambda: describe.reading(resource))}


def _references(element: Resource) -> dict[str, str]:
    """The vendor's names of what the elements of a body refer to."""
    return {element.source(name): name for name in element.names if name.endswith("Id") and name not in element.made}


OF_OPERATIONS = scenarios(SCENARIO, SCENARIO_ASSIGNMENT, "assignments")
OF_STAFF = scenarios(STAFF_SCENARIO, STAFF_SCENARIO_ASSIGNMENT, "elements")
MALFUNCTIONS = scenarios(MALFUNCTION_SCENARIO, MALFUNCTION, "elements", "malfunctions")
