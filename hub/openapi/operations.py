"""What each action of a view set does, takes and answers; one function per action, called by its name."""

from __future__ import annotations

from dataclasses import dataclass, field

from hub.access import NAMES
from hub.openapi import answers, common, parameters, problems
from hub.openapi.components import Schema, pascal
from hub.openapi.shapes import Shapes
from hub.openapi.wording import a, words
from hub.registry import Entry

READING, ONE, CHANGING = (400, 404), (400, 404, 412), (400, 404, 409, 412, 413, 415)
POSTING = (400, 404, 409, 413, 415, 422)


@dataclass(kw_only=True)
class Operation:
    """One operation before it is written down; ``takes`` says which rights and roles."""

    id: str
    summary: str
    takes: str = ""
    parameters: list[Schema] = field(default_factory=list)
    headers: tuple[str, ...] = ()
    body: Schema | None = None
    answers: dict[str, Schema]
    refusals: tuple[int, ...] = ()


def list_(shapes: Shapes, entry: Entry) -> Operation:
    found = [*parameters.paging(shapes.parts), parameters.order(shapes.parts, entry)]
    found += parameters.include(shapes.parts, entry) + parameters.filtering(shapes.parts, entry)
    return Operation(
        id=f"list_{entry.plural}",
        summary=f"{words(entry.plural).capitalize()} that you may read",
        parameters=found,
        headers=("If-None-Match",),
        answers={"200": answers.collection(shapes, entry), "304": answers.UNCHANGED},
        refusals=(400,),
    )


def search(shapes: Shapes, entry: Entry) -> Operation:
    found = [*parameters.paging(shapes.parts), parameters.order(shapes.parts, entry)]
    return Operation(
        id=f"search_{entry.plural}",
        summary=f"Search {words(entry.plural)}: the filters in a body, with longer lists; changes nothing",
        parameters=found + parameters.include(shapes.parts, entry),
        body=answers.body(shapes, f"{pascal(entry.name)}Search", shapes.search(entry)),
        answers={"200": answers.collection(shapes, entry)},
        refusals=problems.BODY,
    )


def create(shapes: Shapes, entry: Entry) -> Operation:
    one = shapes.input(entry)
    return Operation(
        id=f"create_{entry.name}",
        summary=f"Make {a(entry.name)}, or several at once, all or nothing",
        takes=f"Takes the role {entry.writer}.",
        headers=("Idempotency-Key",),
        body=answers.body(
            shapes,
            f"{pascal(entry.name)}New",
            {"anyOf": [one, shapes.list_input(entry, one)]},
            form=shapes.form(entry),
        ),
        answers={str(entry.viewset.created_status): answers.made(shapes, entry, several=True)},
        refusals=(400, 409, 413, 415, 422),
    )


def bulk_update(shapes: Shapes, entry: Entry) -> Operation:
    result = {"description": "What would happen.", "content": answers.same(common.dry_run(shapes.parts))}
    return Operation(
        id=f"bulk_update_{entry.plural}",
        summary=f"Change many {words(entry.plural)} in one transaction, each element as a PATCH",
        takes=f"Takes the right update on each, and the role {entry.writer}.",
        parameters=[parameters.query(shapes.parts, "dry_run")],
        headers=("Idempotency-Key",),
        body=answers.body(shapes, f"{pascal(entry.name)}Bulk", shapes.bulk(entry)),
        answers={"200": result, "204": answers.DONE},
        refusals=(400, 409, 413, 415, 422),
    )


def retrieve(shapes: Shapes, entry: Entry) -> Operation:
    found = parameters.include(shapes.parts, entry) if _complete(entry) else []
    known = [parameters.query(shapes.parts, name) for name in ("as_of", "explain")] if _complete(entry) else []
    return Operation(
        id=f"get_{entry.name}",
        summary=f"Read {a(entry.name)}, now or at a moment",
        parameters=found + known,
        headers=("If-None-Match",),
        answers={"200": answers.resource(shapes, entry), "304": answers.UNCHANGED},
        refusals=READING,
    )


def update(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"replace_{entry.name}",
        summary=f"Replace {a(entry.name)}: members left out get their default",
        takes=f"Takes the right update and the role {entry.writer}.",
        headers=("If-Match",),
        body=answers.body(shapes, f"{pascal(entry.name)}Input", shapes.input(entry), form=shapes.form(entry)),
        answers={"200": answers.resource(shapes, entry)},
        refusals=CHANGING,
    )


def partial_update(shapes: Shapes, entry: Entry) -> Operation:
    written_in = ("Content-Language",) if entry.translatable else ()
    return Operation(
        id=f"update_{entry.name}",
        summary=f"Change {a(entry.name)}: only the members given",
        takes=f"Takes the right update and the role {entry.writer}.",
        headers=("If-Match", *written_in),
        body=answers.body(
            shapes,
            f"{pascal(entry.name)}Change",
            shapes.input(entry, partial=True),
            answers.PATCHED,
            form=shapes.form(entry, partial=True),
        ),
        answers={"200": answers.resource(shapes, entry)},
        refusals=CHANGING,
    )


def destroy(shapes: Shapes, entry: Entry) -> Operation:
    return Operation(
        id=f"delete_{entry.name}",
        summary=f"Remove {a(entry.name)}; its history stays",
        takes=f"Takes the right {NAMES[entry.removal]} and the role {entry.writer}.",
        headers=("If-Match",),
        answers={"204": answers.DONE},
        refusals=(*ONE, 409),
    )


def _complete(entry: Entry) -> bool:
    """A resource with history; not the request log."""
    return "history" in entry.actions
