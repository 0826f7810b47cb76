"""Successful answers and bodies: which media types hold which shape, with the headers that come along."""

from __future__ import annotations

from hub.hal.media import HAL, HAL_FORMS, JSON
from hub.openapi import common
from hub.openapi.components import BODY, RESPONSE, Schema, pascal, thing
from hub.openapi.parameters import answer_headers
from hub.openapi.shapes import Shapes
from hub.registry import Entry

SENT = (JSON, HAL)
FORM = "multipart/form-data"
PATCHED = (*SENT, "application/merge-patch+json")
UNCHANGED: Schema = {"description": "The client holds this very representation."}
DONE: Schema = {"description": "Done; there is nothing to say."}


def body(
    shapes: Shapes,
    name: str,
    schema: Schema,
    media: tuple[str, ...] = SENT,
    *,
    required: bool = True,
    form: Schema | None = None,
) -> Schema:
    """A request body that is the same in each of ``media``, called ``name``; ``form`` is what brings a file."""
    content = {kind: {"schema": schema} for kind in media}
    if form is not None:
        content[FORM] = {"schema": form}
    return shapes.parts.ref(name, lambda: {"required": required, "content": content}, BODY)


def download(shapes: Shapes) -> Schema:
    """The bytes of a file (200, 206)."""
    names = ("ETag", "Last-Modified", "Content-Disposition", "Accept-Ranges")
    return {
        "description": "The file, always as a download; its own type stands in Content-Type.",
        "headers": answer_headers(shapes.parts, *names),
        "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
    }


def content(shapes: Shapes, hal: Schema, plain: Schema, *, forms: bool = True) -> Schema:
    """The three forms of a representation."""
    found = {HAL: {"schema": hal}, JSON: {"schema": plain}}
    if forms:
        found[HAL_FORMS] = {"schema": shapes.forms(hal)}
    return found


def same(schema: Schema) -> Schema:
    """What looks the same in HAL and in plain JSON."""
    return {name: {"schema": schema} for name in (HAL, JSON, HAL_FORMS)}


def resource(shapes: Shapes, entry: Entry) -> Schema:
    """One resource (200)."""

    def build() -> Schema:
        return {
            "description": f"The {entry.name.replace('_', ' ')}.",
            "headers": answer_headers(shapes.parts, "ETag", "Last-Modified", "Content-Language"),
            "content": content(shapes, shapes.hal(entry), shapes.plain(entry)),
        }

    return shapes.parts.ref(pascal(entry.name), build, RESPONSE)


def past(shapes: Shapes, entry: Entry) -> Schema:
    """A resource as it was in a version (200)."""

    def build() -> Schema:
        return {
            "description": f"The {entry.name.replace('_', ' ')} as it was then.",
            "headers": answer_headers(shapes.parts, "ETag"),
            "content": content(shapes, shapes.hal(entry), shapes.plain(entry)),
        }

    return shapes.parts.ref(f"{pascal(entry.name)}Then", build, RESPONSE)


def made(shapes: Shapes, entry: Entry, *, several: bool) -> Schema:
    """What was made (201): one resource, or all of them."""

    def build() -> Schema:
        kinds = []
        for one, many in (
            (shapes.hal(entry), shapes.items(entry, hal=True)),
            (shapes.plain(entry), shapes.items(entry, hal=False)),
        ):
            secrets = shapes.secrets(entry)
            whole = {"allOf": [one, thing(secrets)]} if secrets else one
            kinds.append({"anyOf": [whole, many]} if several else whole)
        names = ("Location", "ETag", "Last-Modified", "Idempotent-Replayed")
        return {
            "description": "What was made; Location stands where it is one.",
            "headers": answer_headers(shapes.parts, *names),
            "content": content(shapes, *kinds),
        }

    return shapes.parts.ref(f"{pascal(entry.name)}Made{'' if several else 'One'}", build, RESPONSE)


def collection(shapes: Shapes, entry: Entry) -> Schema:
    """A page of a collection (200)."""

    def build() -> Schema:
        names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
        return {
            "description": f"{entry.plural.replace('_', ' ').capitalize()}, a page of them.",
            "headers": answer_headers(shapes.parts, *names),
            "content": content(shapes, shapes.collection(entry, hal=True), shapes.collection(entry, hal=False)),
        }

    return shapes.parts.ref(f"{pascal(entry.name)}Collection", build, RESPONSE)


def history(shapes: Shapes) -> Schema:
    """The versions of a resource (200)."""

    def build() -> Schema:
        names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
        hal, plain = common.history(shapes.parts, hal=True), common.history(shapes.parts, hal=False)
        return {
            "description": "The versions, newest first, each with what it changed.",
            "headers": answer_headers(shapes.parts, *names),
            "content": content(shapes, hal, plain),
        }

    return shapes.parts.ref("History", build, RESPONSE)


def restored(shapes: Shapes, entry: Entry) -> Schema:
    """The resource written back, or with dry_run the conflicts (200)."""
    conflicts = common.conflicts(shapes.parts)
    hal, plain = {"anyOf": [shapes.hal(entry), conflicts]}, {"anyOf": [shapes.plain(entry), conflicts]}
    return {
        "description": "The resource as it is again; with dry_run what stands against it.",
        "headers": answer_headers(shapes.parts, "ETag", "Idempotent-Replayed"),
        "content": content(shapes, hal, plain, forms=False),
    }
