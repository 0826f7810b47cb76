"""What paths of resources do: list, search, create, read, replace, remove, bring into a state; and what hangs below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describe
from .asking import Question
from .paging import Found
from .resource import Body, Resource, needed
from .telling import link
from .values import camel, zoned
from .view import KEPT, ForceView

Operations = dict[str, Operation]


def canonical(resource: Resource, key: Any = "", *below: str) -> str:
    """The canonical path of a kind, of one of it, or of what lies below."""
    return "/".join(part for part in (resource.entry.path, str(key), *below) if part)


# -- collections ------------------------------------------------------------------------------------------------------


def answer_list(
    view: ForceView, resource: Resource, path: str, query: Mapping[str, Any] | None = None, *, further: str = ""
) -> Any:
    """The collection at the canonical ``path``, as the query of the request asks; ``query`` holds besides."""
    question = asking.of_list(view, resource, view.request.query_params, further.split())
    view.about(resource, question)
    question.query |= query or {}
    assert question.page is not None
    found, offered = view.fetch(resource, path, question, question.page, resource.timeline)
    return view.listed(resource, found, offered, question)


def listing(resource: Resource) -> Operation:
    """``GET {collection}``."""
    return Operation(
        run=lambda view: answer_list(view, resource, canonical(resource)),
        described=lambda: describe.listing(resource),
    )


def searching(resource: Resource) -> Operation:
    """``POST {collection}/search``: the filters in the body, lists of them; nothing is created."""

    def run(view: ForceView) -> Any:
        question = asking.of_search(view, resource, view.request.query_params, _object(view.sent))
        view.about(resource, question)
        assert question.page is not None
        found, offered = view.fetch(resource, canonical(resource), question, question.page, resource.timeline)
        return view.listed(resource, found, offered, question)

    return Operation(run=run, reads=True, large=True, described=lambda: describe.searching(resource))


def named_by(owner: Resource) -> str:
    """What the relation of a part to the one it hangs on is called."""
    return camel(owner.kind)


def nested(owner: Resource, child: str, resource: Resource) -> Operation:
    """``GET {resource}/{id}/{child}``: a collection of resources."""

    def run(view: ForceView, key: str) -> Any:
        wanted = view.after(lambda: asking.of_list(view, resource, view.request.query_params))
        view.ask("GET", canonical(owner, key))
        wanted()
        return answer_list(view, resource, canonical(owner, key, child))

    return Operation(run=run, described=lambda: describe.listing(resource, f"{owner.name}: {child}"))


def elements(owner: Resource, child: str, resource: Resource) -> Operation:
    """``GET {resource}/{id}/{child}``: elements without places of their own, and the one that they hang on."""

    def run(view: ForceView, key: str) -> Any:
        found = elements_of(view, owner, key, child, resource)
        return around(view, owner, key, found, [resource.told(item) for item in found.items])

    return Operation(run=run, described=lambda: describe.elements(resource, owner))


def around(
    view: ForceView, owner: Resource, key: str, found: Found, elements: list[Body], figures: Body | None = None
) -> Any:
    """A page of elements with the link to the one that they hang on, which the query may want embedded."""
    name = named_by(owner)
    texts = ",".join(view.request.query_params.getlist("embed")).split(",")
    wanted = name in (text.strip() for text in texts)
    embedded: Body = {}
    if wanted:
        question = Question()
        item = view.ask("GET", canonical(owner, key), query=question.include(owner, linked=view.hal)).data
        embedded = {name: view.teller.single(owner, item, inside=True)}
    place = view.here.rpartition("/")[0]
    return view.elements(found, elements, figures, embedded, **{name: link(place, embeddable=not wanted)})


def elements_of(view: ForceView, owner: Resource, key: str, child: str, resource: Resource, further: str = "") -> Any:
    """The page of elements below one resource that the query asks for."""
    given, beside = view.request.query_params, (named_by(owner),)
    wanted = view.after(lambda: asking.of_list(view, resource, given, further.split(), beside))
    view.ask("GET", canonical(owner, key))
    question: Question = wanted()
    view.about(resource, question)
    assert question.page is not None
    return view.fetch(resource, canonical(owner, key, child), question, question.page, resource.timeline)[0]


# -- one resource -----------------------------------------------------------------------------------------------------


def find(view: ForceView, resource: Resource, key: str) -> str:
    """The key by which the hub finds what the path names: states are known by their code too."""
    if resource.path.startswith("masterData/") and asking.key_of_code(key):
        return str(view.id_of_code(resource.entry.path, resource.entry.plural, resource.code_of(key)))
    return key


def answer_one(
    view: ForceView, resource: Resource, path: str, *, status: int = 200, at: str = "", further: str = ""
) -> Any:
    """What stands at the canonical ``path`` with what the query wants embedded, or its 304."""
    wanted = view.after(lambda: asking.of_one(resource, view.request.query_params, further.split()))
    question = _or_plain(wanted)
    # What is put together of several resources has no version of its own.
    whole = not needed(resource, question.embed, linked=view.hal)
    reads = view.request.method in ("GET", "HEAD")
    query = question.include(resource, linked=view.hal)
    reply = view.ask("GET", path, query=query, conditions=reads and whole)
    wanted()
    if reply.data is None:
        return reply.response
    view.learn(resource, [reply.data], question.embed)
    told = view.teller.single(resource, reply.data, embed=question.embed, at=at)
    headers = {name: reply.headers[name] for name in KEPT if name in reply.headers}
    if status == 201:
        headers["Location"] = at or resource.place(view.base, reply.data)
    if whole or "ETag" not in headers:
        return view.told(told, status=status, headers=headers)
    headers.pop("Last-Modified", None)
    return view.composed(told, headers.pop("ETag"), status=status, headers=headers)


def _or_plain(wanted: Callable[[], Question]) -> Question:
    try:
        return wanted()
    except errors.Problem:
        return Question()


def reading(resource: Resource) -> Operation:
    """``GET {resource}/{id}``, with ``embed``."""
    return Operation(
        run=lambda view, key: answer_one(view, resource, canonical(resource, find(view, resource, key))),
        described=lambda: describe.reading(resource),
    )


def creating(resource: Resource, status: int = 201, further: str = "") -> Operation:
    """``POST {collection}``: the whole of what was made, and where it is."""

    def run(view: ForceView) -> Any:
        view.about(resource)

        def body() -> Any:
            sent = view.sent
            asking.check(view.request.query_params, further.split())
            return resource.body(sent)

        made = view.ask("POST", canonical(resource), body=body).data
        return made_one(view, resource, made, status)

    return Operation(run=run, described=lambda: describe.creating(resource, status))


def made_one(view: ForceView, resource: Resource, made: Body, status: int = 201) -> Any:
    """The answer to a creation: the new one, read anew with what its members are made of."""
    names = needed(resource, linked=view.hal)
    if names:
        made = view.ask("GET", canonical(resource, made["id"]), query={"include": ",".join(names)}).data
    view.learn(resource, [made])
    headers = {"Location": resource.place(view.base, made)}
    return view.told(view.teller.single(resource, made), status=status, headers=headers)


def removing(resource: Resource) -> Operation:
    """``DELETE {resource}/{id}``: 204."""

    def run(view: ForceView, key: str) -> Any:
        wanted = view.after(lambda: asking.check(view.request.query_params, ()))
        if view.request.query_params:
            view.ask("GET", canonical(resource, key))
            wanted()
        view.ask("DELETE", canonical(resource, key), conditions=True)
        return view.nothing()

    return Operation(run=run, described=lambda: describe.done(resource, "Remove it"))


def entering(resource: Resource, members: Mapping[str, str] | None = None) -> Operation:
    """``POST {resource}/{id}/{state}``; ``members`` of the body with their canonical names."""

    def run(view: ForceView, key: str, state: str) -> Any:
        return enter(view, resource, key, state, members or {})

    return Operation(run=run, described=lambda: describe.entering(resource, members or {}))


def enter(view: ForceView, resource: Resource, key: str, state: str, members: Mapping[str, str]) -> Any:
    """Bring one into a state, and answer it."""
    view.names |= {canonical: name for name, canonical in members.items()}

    def body() -> Any:
        sent = _object(view.sent)
        flag(view, "async")
        return {members[name]: value for name, value in sent.items() if name in members and value is not None}

    done = view.ask("POST", canonical(resource, key, state), body=body, conditions=True).data
    return answer_one(view, resource, canonical(resource, done["id"]), further="async")


def flag(view: ForceView, name: str) -> None:
    """A parameter that is true or false; what is done here is done at once either way."""
    given = view.request.query_params
    asking.check(given, [name])
    asking.flag(given, name)


def _object(sent: Any) -> Body:
    if sent is None or sent == "":
        return {}
    if not isinstance(sent, dict):
        raise errors.ValidationProblem([errors.field_error("#", "invalid", "Expected an object.")])
    return sent


# -- what hangs on one ------------------------------------------------------------------------------------------------


def hanging(owner: Resource, resource: Resource, path: str, methods: str = "GET") -> Operations:
    """``{resource}/{id}/specification``: one thing that hangs on a resource; PUT makes it or replaces it."""

    def read(view: ForceView, key: str) -> Any:
        return answer_one(view, resource, canonical(owner, key, path))

    def replace(view: ForceView, key: str) -> Any:
        view.about(resource)

        def body() -> Any:
            sent = view.sent
            asking.check(view.request.query_params, ())
            return resource.body(sent)

        view.ask("PUT", canonical(owner, key, path), body=body, conditions=True)
        return answer_one(view, resource, canonical(owner, key, path))

    def remove(view: ForceView, key: str) -> Any:
        view.ask("GET", canonical(owner, key, path))
        asking.check(view.request.query_params, ())
        view.ask("DELETE", canonical(owner, key, path), conditions=True)
        return view.nothing()

    known = {
        "GET": Operation(run=read, described=lambda: describe.reading(resource, owner)),
        "PUT": Operation(run=replace, described=lambda: describe.replacing(resource, owner)),
        "DELETE": Operation(run=remove, described=lambda: describe.done(resource, "Take it away", owner)),
    }
    return {method: known[method] for method in methods.split()}


def literal(resource: Resource, relation: str) -> Operation:
    """``{resource}/{id}/description``: a text as a resource of its own, in all languages."""

    def run(view: ForceView, key: str) -> Any:
        wanted = view.after(lambda: asking.check(view.request.query_params, ()))
        item = view.ask("GET", canonical(resource, find(view, resource, key))).data
        wanted()
        view.learn(resource, [item], [relation])
        return view.told(view.teller.literal(item, resource.embeds[relation], view.here))

    return Operation(run=run, described=lambda: describe.literal(resource, relation))


def moments(body: Body, names: tuple[str, ...]) -> Body:
    """``body`` with its moments as the hub reads them."""
    return {name: zoned(value) if name in names else value for name, value in body.items()}
