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
from .resource import Action, Resource, named
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
from .telling import actions, link
from .values import moment, snake
from .view import ForceView

# -- results with the figures of their plan ---------------------------------------------------------------------------


def _figure(name: str, value: Any) -> Any:
    return moment(value) if name.endswith("Date") else value


def _results(resource: Resource, figures: str) -> Operation:
    """``GET …Results``: what is planned, page by page, and what all of it amounts to."""

    def run(view: ForceView, key: str = "") -> Any:
        wanted = view.after(lambda: asking.of_list(view, resource, view.request.query_params))
        of_one = {"staff_member_id": view.ask("GET", canonical(named("staffMembers"), key)).data["id"]} if key else {}
        question: Question = wanted()
        view.about(resource, question)
        assert question.page is not None
        entry: Any = resource.entry
        assert isinstance(entry, Sub)
        query = {**question.include(resource), **of_one}
        data = view.ask("GET", entry.list_route, query=query, window=question.page.window(None, None)).data
        found = Found(question.page, None, data[entry.plural], data["pagination"]["total_count"], False)
        told = {name: _figure(name, data.get(snake(name))) for name in figures.split()}
        links = actions(resource.collected, data.get("_links", {}), view.here)
        return view.elements(found, [resource.told(item) for item in found.items], told, **links)

    return Operation(run=run, described=lambda: describe.elements(resource, named("operations")))


PLANS: Operations = {"GET": _results(PLANNED, FIGURES)}
FORECASTS: Operations = {"GET": _results(FORECAST, FIGURES)}
STAFF: Operations = {"GET": _results(STAFF_PLANNED, f"startDate endDate {STAFF_FIGURES}")}


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
