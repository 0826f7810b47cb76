"""What stands beneath one resource: history, permissions, transitions, nested collections."""

from __future__ import annotations

from collections.abc import Callable

from hub import registry
from hub.access import NAMES
from hub.openapi import answers, common, operations, parameters
from hub.openapi.components import MOMENT, TEXT, Schema, pascal, several, thing
from hub.openapi.operations import CHANGING, POSTING, READING, Operation, list_
from hub.openapi.shapes import Shapes
from hub.openapi.wording import a, relation_words, words
from hub.registry import Entry, Nested
from hub.viewsets import joined


def history(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"list_history_of_{entry.name}",
        summary=f"The versions of {a(entry.name)}, newest first",
        parameters=[parameters.query(shapes.parts, name) for name in ("page", "per_page")],
        headers=("If-None-Match",),
        answers={"200": answers.history(shapes), "304": answers.UNCHANGED},
        refusals=READING,
    )


def version(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"get_version_of_{entry.name}",
        summary=f"The whole of {a(entry.name)} as it was in a version",
        parameters=parameters.include(shapes.parts, entry),
        headers=("If-None-Match",),
        answers={"200": answers.past(shapes, entry), "304": answers.UNCHANGED},
        refusals=READING,
    )


def restore(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"restore_{entry.name}",
        summary=f"Write {a(entry.name)} back to a version, as a new one",
        takes=f"Takes the right update and the role {entry.writer}.",
        parameters=[parameters.query(shapes.parts, "dry_run")],
        headers=("Idempotency-Key",),
        answers={"200": answers.restored(shapes, entry)},
        refusals=POSTING,
    )


def permissions_list(shapes: Shapes, entry: Entry) -> Operation:
    grants = registry.get("permission")
    inner = list_(shapes, grants)
    return Operation(
        id=f"list_permissions_of_{entry.name}",
        summary=f"Who holds which right on {a(entry.name)}",
        takes="Takes the right permit.",
        parameters=inner.parameters,
        headers=inner.headers,
        answers=inner.answers,
        refusals=READING,
    )


def permissions_create(shapes: Shapes, entry: Entry) -> Operation:
    grants = registry.get("permission")
    return Operation(
        id=f"grant_permission_on_{entry.name}",
        summary=f"Grant a right on {a(entry.name)} to a user or a group",
        takes=f"Takes the right permit and the role {grants.writer}.",
        headers=("Idempotency-Key",),
        body=answers.body(shapes, f"{pascal(grants.name)}Input", shapes.input(grants)),
        answers={"201": answers.made(shapes, grants, several=False)},
        refusals=POSTING,
    )


def transition(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"enter_state_of_{entry.name}",
        summary=f"Bring {a(entry.name)} into a state; the legal ones are links",
        takes=f"Takes the right update and the role {entry.writer}.",
        headers=("If-Match", "Idempotency-Key"),
        body=answers.body(shapes, "State", {"type": "object"}, required=False),
        answers={"200": answers.resource(shapes, entry)},
        refusals=(*CHANGING, 422),
    )


def nested_list(shapes: Shapes, entry: Entry, child: Nested) -> Operation:
    inner = list_(shapes, registry.get(child.target))
    return Operation(
        id=f"list_{_joined(child)}_of_{entry.name}",
        summary=f"{words(_joined(child)).capitalize()} of {a(entry.name)}",
        parameters=inner.parameters,
        headers=inner.headers,
        answers=inner.answers,
        refusals=READING,
    )


def nested_history(shapes: Shapes, entry: Entry, child: Nested) -> Operation:
    target = registry.get(child.target)
    members: dict[str, Schema] = {"event": {"type": "string", "enum": ["create", "delete"]}, "changed_at": MOMENT}
    members |= dict.fromkeys(("user", "client", "api_key"), common.who(shapes.parts))
    members["request_id"] = {"type": ["string", "null"]}
    link = {"_links": thing({target.name: common.link(shapes.parts)}, [target.name])}
    hal, plain = thing({**link, **members}), thing({target.name: common.reference(shapes.parts), **members})
    pages = {"pagination": common.pagination(shapes.parts)}
    whole = {"_links": common.collection_links(shapes.parts), "_embedded": thing({"history": several(hal)}), **pages}
    content = answers.content(shapes, thing(whole), thing({"history": several(plain), **pages}), forms=False)
    headers = parameters.answer_headers(shapes.parts, "Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    return Operation(
        id=f"list_history_of_{_joined(child)}_of_{entry.name}",
        summary=f"Which {words(_joined(child))} were linked to {a(entry.name)} and unlinked, the latest first",
        parameters=[
            *(parameters.own(name, "Only these.", TEXT) for name in joined.asked(target)),
            *(parameters.query(shapes.parts, name) for name in ("page", "per_page")),
        ],
        headers=("If-None-Match",),
        answers={
            "200": {"description": "Links that came and went.", "headers": headers, "content": content},
            "304": answers.UNCHANGED,
        },
        refusals=READING,
    )


def nested_create(shapes: Shapes, entry: Entry, child: Nested) -> Operation:
    target = registry.get(child.target)
    one, form = shapes.input(target, partial=True), shapes.form(target, partial=True)
    return Operation(
        id=f"create_{target.name}_of_{entry.name}",
        summary=f"Make {a(target.name)} of {a(entry.name)}, or several at once, all or nothing",
        takes=f"Takes the right {NAMES[child.own_level]} here, and the role {target.writer}.",
        headers=("Idempotency-Key",),
        body=answers.body(
            shapes, f"{pascal(target.name)}Below", {"anyOf": [one, shapes.list_input(target, one)]}, form=form
        ),
        answers={"201": answers.made(shapes, target, several=True)},
        refusals=POSTING,
    )


def download(shapes: Shapes, entry: Entry) -> Operation:
    found = answers.download(shapes)
    part = {**found, "headers": {**found["headers"], **parameters.answer_headers(shapes.parts, "Content-Range")}}
    return Operation(
        id=f"download_{entry.name}",
        summary=f"Download the file of {a(entry.name)}, or a part of it",
        parameters=[parameters.own("version", "The file of an earlier version.", parameters.COUNT)],
        headers=("If-None-Match", "Range"),
        answers={"200": found, "206": part, "304": answers.UNCHANGED},
        refusals=(*READING, 416),
    )


def nested_link(shapes: Shapes, entry: Entry, child: Nested) -> Operation:
    return _linking(shapes, entry, child, f"link_{_joined(child)}_to_{entry.name}", "Link", "to", ("Idempotency-Key",))


def nested_unlink(shapes: Shapes, entry: Entry, child: Nested) -> Operation:
    return _linking(shapes, entry, child, f"unlink_{_joined(child)}_from_{entry.name}", "Unlink", "from", ())


def _linking(
    shapes: Shapes, entry: Entry, child: Nested, name: str, verb: str, preposition: str, headers: tuple[str, ...]
) -> Operation:
    target = registry.get(child.target)
    schema = shapes.list_input(target, common.reference_input(shapes.parts))
    return Operation(
        id=name,
        summary=f"{verb} {words(_joined(child))} {preposition} {a(entry.name)}; 204 also when it was so already",
        takes=f"Takes the right {NAMES[child.own_level]} here, {NAMES[child.child_level]} on each linked one, "
        f"and the role {entry.writer}.",
        headers=headers,
        body=answers.body(shapes, f"{pascal(target.name)}References", schema),
        answers={"204": answers.DONE},
        refusals=POSTING if headers else (400, 404, 409, 413, 415),
    )


def _joined(child: Nested) -> str:
    """``alternativeWorkplaces`` -> ``alternative_workplaces``."""
    return relation_words(child.name.replace("/", "_")).replace(" ", "_")


PLAIN: dict[str, Callable[[Shapes, Entry], Operation]] = {
    "list": list_,
    **{
        function.__name__: function
        for function in (
            operations.search,
            operations.create,
            operations.bulk_update,
            operations.retrieve,
            operations.update,
            operations.partial_update,
            operations.destroy,
        )
    },
    **{function.__name__: function for function in (history, version, restore, transition)},
    **{function.__name__: function for function in (permissions_list, permissions_create, download)},
}
NESTED: dict[str, Callable[[Shapes, Entry, Nested], Operation]] = {
    function.__name__: function for function in (nested_list, nested_history, nested_create, nested_link, nested_unlink)
}
