"""What hangs on a resource: one thing with its history, and many of them written at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.openapi import answers, beneath, common, operations, parameters
from hub.openapi.components import NUMBER, Schema, pascal, several, thing
from hub.openapi.operations import CHANGING, ONE, READING, Operation
from hub.openapi.shapes import Shapes
from hub.openapi.wording import a, relation_words, words
from hub.registry import Sub
from hub.viewsets.bodies import MAX_ELEMENTS


def _it(sub: Sub) -> str:
    return f"the {relation_words(sub.relation)} of {a(sub.owner)}"


def _takes(sub: Sub) -> str:
    return f"Takes the right update on the {words(sub.owner)} and the role {sub.writer}."


def retrieve(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    own = [parameters.own(name, text, schema) for name, (text, schema) in view.asked.items()]
    return Operation(
        id=f"get_{sub.name}",
        summary=f"{_it(sub).capitalize()}, now or at a moment",
        parameters=[*parameters.include(shapes.parts, sub), parameters.query(shapes.parts, "as_of"), *own],
        headers=("If-None-Match",),
        answers={"200": answers.resource(shapes, sub), "304": answers.UNCHANGED},
        refusals=READING,
    )


def update(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = operations.update(shapes, sub)
    found.summary, found.takes = f"Write {_it(sub)} anew", _takes(sub)
    if not sub.always:
        found.answers["201"] = answers.resource(shapes, sub)
    return found


def partial_update(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = operations.partial_update(shapes, sub)
    found.summary, found.takes = f"Change {_it(sub)}: only the members given", _takes(sub)
    return found


def destroy(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    return Operation(
        id=f"delete_{sub.name}",
        summary=f"Take away {_it(sub)}; its history stays",
        takes=_takes(sub),
        headers=("If-Match",),
        answers={"204": answers.DONE},
        refusals=ONE,
    )


def history(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = beneath.history(shapes, sub)
    found.summary = f"The versions of {_it(sub)}, newest first"
    return found


def version(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = beneath.version(shapes, sub)
    found.summary = f"{_it(sub).capitalize()} as in a version"
    return found


def restore(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = beneath.restore(shapes, sub)
    found.summary, found.takes = f"Write {_it(sub)} back to a version, as a new one", _takes(sub)
    return found


def bulk_update(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    result = {"description": "What would happen.", "content": answers.same(common.dry_run(shapes.parts))}
    return Operation(
        id=f"bulk_update_{sub.plural}_of_{sub.holder.plural}",
        summary=f"Write many {words(sub.plural)} in one transaction, each element as a PUT",
        takes=f"Takes the right update on each {words(sub.owner)} and the role {sub.writer}.",
        parameters=[parameters.query(shapes.parts, "dry_run")],
        headers=("Idempotency-Key",),
        body=answers.body(shapes, f"{pascal(sub.name)}Bulk", _elements(shapes, sub)),
        answers={"200": result, "204": answers.DONE},
        refusals=(*CHANGING, 422),
    )


def _elements(shapes: Shapes, sub: Sub) -> Schema:
    known = {
        sub.key: common.reference_input(shapes.parts),
        "version": {**NUMBER, "description": "The version the element was made for; another one refuses it."},
    }
    element = {"allOf": [shapes.input(sub), thing(known, [sub.key])]}
    return thing({sub.plural: several(element, maxItems=MAX_ELEMENTS)}, [sub.plural], additionalProperties=False)


def list_(shapes: Shapes, sub: Sub, view: Any) -> Operation:
    found = operations.list_(shapes, sub)
    many, holders = words(sub.plural), words(sub.holder.plural)
    found.id = f"list_{sub.plural}_of_{sub.holder.plural}"
    found.summary = f"{many.capitalize()} of all {holders}, with figures of those asked for"
    return found


SUBS: dict[str, Callable[[Shapes, Sub, Any], Operation]] = {
    function.__name__: function
    for function in (retrieve, update, partial_update, destroy, history, version, restore, bulk_update)
}
SUBS["list"] = list_
