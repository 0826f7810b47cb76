"""Rules of workplace groups, one by one below their group, and the setup transitions that follow from them."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from dialects.describing import Description, Schema
from hub import errors

from . import asking, describe
from .operations import Operations, answer_one, canonical, made_one, nested
from .paging import Found, page_of
from .resource import Body, Resource
from .tables.rules import SETUP_RULE, VARIANT_RULE
from .tables.workplaces import WORKPLACE_GROUP
from .values import moment
from .view import ForceView

MATERIALS = {"predecessorMaterial": "predecessor_material", "successorMaterial": "successor_material"}


def _one(view: ForceView, resource: Resource, key: str, rule: str) -> Body:
    """The rule of this group; 404 when it is another one's."""
    group = view.ask("GET", canonical(WORKPLACE_GROUP, key)).data
    found: Body = view.ask("GET", canonical(resource, rule)).data
    if found["workplace_group"]["id"] != group["id"]:
        raise errors.NotFoundProblem()
    return found


def _body(view: ForceView, resource: Resource, **more: Any) -> Any:
    sent = view.sent
    asking.check(view.request.query_params, ())
    found = resource.body(sent)
    return {**found, **more} if isinstance(found, dict) else found


def _replace(view: ForceView, resource: Resource, key: str, rule: str) -> Any:
    row = _one(view, resource, key, rule)
    view.about(resource)
    group = {"workplace_group": {"id": row["workplace_group"]["id"]}}
    path = canonical(resource, row["id"])
    view.ask("PUT", path, body=lambda: _body(view, resource, **group), conditions=True)
    return answer_one(view, resource, path)


def _remove(view: ForceView, resource: Resource, key: str, rule: str) -> Any:
    row = _one(view, resource, key, rule)
    asking.check(view.request.query_params, ())
    view.ask("DELETE", canonical(resource, row["id"]), conditions=True)
    return view.nothing()


def rules(resource: Resource) -> dict[str, Operations]:
    """``/workplaceGroups/{id}/{rules}`` and one of them."""
    path, owner = resource.key, WORKPLACE_GROUP

    def create(view: ForceView, key: str) -> Any:
        view.about(resource)
        made = view.ask("POST", canonical(owner, key, path), body=lambda: _body(view, resource)).data
        return made_one(view, resource, made)

    def read(view: ForceView, key: str, rule: str) -> Any:
        return answer_one(view, resource, canonical(resource, _one(view, resource, key, rule)["id"]))

    many: Operations = {
        "GET": nested(owner, path, resource),
        "POST": Operation(run=create, described=lambda: describe.creating(resource, 201)),
    }
    single: Operations = {
        "GET": Operation(run=read, described=lambda: describe.reading(resource, owner)),
        "PUT": Operation(
            run=lambda view, key, rule: _replace(view, resource, key, rule),
            described=lambda: describe.replacing(resource, owner),
        ),
        "DELETE": Operation(
            run=lambda view, key, rule: _remove(view, resource, key, rule),
            described=lambda: describe.done(resource, "Remove it", owner),
        ),
    }
    return {path: many, f"{path}/<segment:rule>": single}


def _transitions(view: ForceView, key: str) -> Any:
    given = view.request.query_params
    wanted = view.after(lambda: asking.check(given, [*MATERIALS, "limit", "offset"]))
    view.ask("GET", canonical(WORKPLACE_GROUP, key))
    wanted()
    page = page_of(given, None)
    view.names = {canonical_name: name for name, canonical_name in MATERIALS.items()}
    query = {MATERIALS[name]: given[name] for name in MATERIALS if name in given}
    data = view.ask("GET", canonical(WORKPLACE_GROUP, key, "setupTransitions"), query=query).data
    elements = [
        {
            "predecessorMaterial": one["predecessor_material"],
            "successorMaterial": one["successor_material"],
            "setupTime": one["setup_time"],
        }
        for one in data["elements"]
    ]
    cut = elements[page.offset : page.offset + page.limit]
    found = Found(page, None, cut, len(elements), False)
    return view.elements(found, cut, {"creationDate": moment(data["updated_at"])})


def _described() -> Description:
    material: Schema = {"type": "object", "properties": {"number": {"type": "string"}}}
    one = {"predecessorMaterial": material, "successorMaterial": material, "setupTime": describe.WHOLE}
    elements: Schema = {"type": "array", "items": {"type": "object", "properties": one}}
    text: Schema = {"type": "string"}
    return Description(
        summary="How long it takes to go from one material to another",
        tag=WORKPLACE_GROUP.tag,
        query={**dict.fromkeys(MATERIALS, text), **describe.paged(WORKPLACE_GROUP)},
        gives=describe.single({"creationDate": describe.MOMENT, "elements": elements}),
    )


OF_GROUP: dict[str, Operations] = {
    **rules(VARIANT_RULE),
    **rules(SETUP_RULE),
    "setupTransitions": {"GET": Operation(run=_transitions, described=_described)},
}
