"""What paths of resources do: list, create, read, change, remove; and one resource seen from another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.base import Operation

from . import asking, describing
from .embedding import with_values
from .resource import Body, Resource
from .view import NetilionView

Operations = dict[str, Operation]


def canonical(resource: Resource, key: Any = "", *below: str) -> str:
    """The canonical path of a kind, of one of it, or of what lies below."""
    return "/".join(part for part in (resource.entry.path, str(key), *below) if part)


# -- collections ------------------------------------------------------------------------------------------------------


def answer_list(view: NetilionView, resource: Resource, path: str, query: Mapping[str, Any] | None = None) -> Any:
    """The collection at the canonical ``path``, as the query of the request asks; ``query`` holds besides."""
    question = asking.of_list(resource, view.request.query_params)
    view.about(resource, question)
    data = view.ask("GET", path, query={**question.query, **(query or {})}).data
    teller = view.teller(question)
    items = [teller.item(resource, item) for item in data[resource.entry.plural]]
    with_values(view, resource, question, data[resource.entry.plural], items)
    return view.listed(resource.plural, items, data["pagination"])


def listing(resource: Resource) -> Operation:
    """``GET {collection}``."""
    return Operation(
        run=lambda view: answer_list(view, resource, canonical(resource)), described=describing.many(resource)
    )


def nested(owner: Resource, child: str, resource: Resource) -> Operation:
    """``GET {resource}/{id}/{child}``."""
    return Operation(
        run=lambda view, key: answer_list(view, resource, canonical(owner, key, child)),
        described=describing.many(resource, owner),
    )


def options(owner: Resource, resource: Resource) -> Operation:
    """``GET {resource}/{id}/status-options``: what could be chosen, for who may read the resource."""

    def run(view: NetilionView, key: str) -> Any:
        view.ask("GET", canonical(owner, key))
        return answer_list(view, resource, canonical(resource))

    return Operation(run=run, described=describing.many(resource, owner))


def searching(resource: Resource) -> Operation:
    """``POST {collection}/search``: the parameters of a list as members of the body."""

    def run(view: NetilionView) -> Any:
        given = view.request.query_params.copy()
        for name, value in view.sent.items():
            given[name] = ",".join(map(str, value)) if isinstance(value, list) else str(value)
        question = asking.of_list(resource, given)
        view.about(resource, question)
        data = view.ask("GET", canonical(resource), query=question.query).data
        teller = view.teller(question)
        items = [teller.item(resource, item) for item in data[resource.entry.plural]]
        return view.listed(resource.plural, items, data["pagination"])

    return Operation(run=run, reads=True, large=True, described=describing.searched(resource))


# -- one resource -----------------------------------------------------------------------------------------------------


def create(view: NetilionView, resource: Resource, further: Body | None = None) -> Any:
    """A new one out of the body of the request; ``further`` are canonical members."""
    asking.of_one(resource, view.request.query_params)
    view.about(resource)
    body = {**resource.body(view.sent, new=True), **(further or {})}
    reply = view.ask("POST", canonical(resource), body=body)
    return view.one(resource, reply, status=201)


def creating(resource: Resource) -> Operation:
    """``POST {collection}``: 201 with the whole."""
    return Operation(run=lambda view: create(view, resource), described=describing.made(resource))


def creating_below(owner: Resource, resource: Resource, member: str) -> Operation:
    """``POST {resource}/{id}/events``: a new one that names the resource in its list ``member``."""

    def run(view: NetilionView, key: str) -> Any:
        found = view.ask("GET", canonical(owner, key)).data
        return create(view, resource, {member: [{"id": found["id"]}]})

    return Operation(run=run, described=describing.made(resource))


def reading(resource: Resource) -> Operation:
    """``GET {resource}/{id}``, with ``include``; 304 to who has it."""

    def run(view: NetilionView, key: str) -> Any:
        question = asking.of_one(resource, view.request.query_params)
        view.about(resource, question)
        reply = view.ask("GET", canonical(resource, key), query=question.query, conditions=True)
        return view.one(resource, reply, question)

    return Operation(run=run, described=describing.one(resource))


def changing(resource: Resource) -> Operation:
    """``PATCH {resource}/{id}``: 204."""

    def run(view: NetilionView, key: str) -> Any:
        asking.of_one(resource, view.request.query_params)
        view.about(resource)
        view.ask("PATCH", canonical(resource, key), body=resource.body(view.sent, new=False), conditions=True)
        return view.nothing()

    return Operation(run=run, described=describing.changed(resource))


def removing(resource: Resource) -> Operation:
    """``DELETE {resource}/{id}``: 204."""

    def run(view: NetilionView, key: str) -> Any:
        asking.of_one(resource, view.request.query_params)
        view.ask("DELETE", canonical(resource, key), conditions=True)
        return view.nothing()

    return Operation(run=run, described=describing.removed(resource))


def referred(owner: Resource, member: str, resource: Resource) -> Operation:
    """``GET {resource}/{id}/status``: what a member refers to, whole."""

    def run(view: NetilionView, key: str) -> Any:
        question = asking.of_one(resource, view.request.query_params)
        below = [f"{member}.{name}" for name in question.query.get("include", "").split(",") if name]
        found = view.ask("GET", canonical(owner, key), query={"include": ",".join([member, *below])}).data[member]
        if found is None:
            return view.told({})
        return view.told(view.teller(question).item(resource, found))

    return Operation(run=run, described=describing.one(resource, owner))
