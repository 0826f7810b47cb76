"""How deliveries of webhooks are described in OpenAPI."""

from __future__ import annotations

from collections.abc import Callable

from hub.openapi import answers, common, parameters
from hub.openapi.components import ID, MOMENT, NUMBER, TEXT, UUID, Schema, nullable, several, thing
from hub.openapi.operations import Operation
from hub.openapi.shapes import Shapes
from permissions.models.webhook_delivery import STATUSES

TAG = "Webhooks"
ENDS = {"at_from": "from", "at_to": "up to"}
STATUS: Schema = {"type": "string", "enum": list(STATUSES)}
MEMBERS: dict[str, Schema] = {
    "id": ID,
    "message_id": UUID,
    "sequence": NUMBER,
    "previous": nullable(NUMBER),
    "kind": TEXT,
    "event": TEXT,
    "version": NUMBER,
    "at": MOMENT,
    "status": STATUS,
    "attempts": NUMBER,
    "response_status": nullable(NUMBER),
    "error": TEXT,
    "last_attempt_at": nullable(MOMENT),
    "next_attempt_at": nullable(MOMENT),
}


def _links(shapes: Shapes) -> Schema:
    return {"type": "object", "additionalProperties": common.link(shapes.parts)}


def _shapes(shapes: Shapes) -> tuple[Schema, Schema]:
    """A delivery with links, and plain."""
    required = list(MEMBERS)
    hal = lambda: thing({"_links": _links(shapes), **MEMBERS}, ["_links", *required])  # noqa: E731
    about = {"resource": common.reference(shapes.parts), "webhook": common.reference(shapes.parts)}
    plain = lambda: thing({**MEMBERS, **about}, [*required, *about])  # noqa: E731
    return shapes.parts.ref("WebhookDelivery", hal), shapes.parts.ref("WebhookDeliveryPlain", plain)


def _answer(shapes: Shapes, text: str, *, tagged: bool = True) -> Schema:
    headers = parameters.answer_headers(shapes.parts, *(["ETag"] if tagged else []))
    content = answers.content(shapes, *_shapes(shapes), forms=False)
    return {"description": text, "headers": headers, "content": content}


def deliveries(shapes: Shapes) -> tuple[str, Operation]:
    hal, plain = _shapes(shapes)
    pages = {"pagination": common.pagination(shapes.parts)}
    whole = thing(
        {"_links": _links(shapes), "_embedded": thing({"deliveries": several(hal)}, ["deliveries"]), **pages},
        ["_links", "_embedded", "pagination"],
    )
    listed = thing({"deliveries": several(plain), **pages}, ["deliveries", "pagination"])
    names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    found: Schema = {
        "description": "The deliveries, the last first.",
        "headers": parameters.answer_headers(shapes.parts, *names),
        "content": answers.content(shapes, whole, listed, forms=False),
    }
    asked = [
        parameters.own("status", f"Only those with these states, with commas between: {', '.join(STATUSES)}.", TEXT),
        *(parameters.own(name, f"Only those about changes {word} this moment.", MOMENT) for name, word in ENDS.items()),
        parameters.own("kind", "Only those about these kinds of resources, with commas between.", TEXT),
    ]
    return TAG, Operation(
        id="list_webhook_deliveries",
        summary="What a webhook was told and what waits",
        takes="Takes the role admin.",
        parameters=[*(parameters.query(shapes.parts, name) for name in ("page", "per_page")), *asked],
        headers=("If-None-Match",),
        answers={"200": found, "304": answers.UNCHANGED},
        refusals=(400, 404),
    )


def delivery(shapes: Shapes) -> tuple[str, Operation]:
    return TAG, Operation(
        id="get_webhook_delivery",
        summary="One delivery of a webhook",
        takes="Takes the role admin.",
        headers=("If-None-Match",),
        answers={"200": _answer(shapes, "The delivery."), "304": answers.UNCHANGED},
        refusals=(400, 404),
    )


def retry(shapes: Shapes) -> tuple[str, Operation]:
    return TAG, Operation(
        id="retry_webhook_delivery",
        summary="Tell it again",
        takes="Takes the role admin.",
        headers=("Idempotency-Key",),
        answers={"200": _answer(shapes, "The delivery, which waits to be sent.", tagged=False)},
        refusals=(400, 404, 409, 422),
    )


OPERATIONS: dict[str, Callable[[Shapes], tuple[str, Operation]]] = {
    function.__name__: function for function in (deliveries, delivery, retry)
}
