"""Query parameters, path parameters and headers that operations share."""

from __future__ import annotations

from typing import Any

from hub import filters
from hub.language import SUPPORTED
from hub.openapi.components import HEADER, HREF, NUMBER, PARAMETER, TEXT, Components, Schema, pascal
from hub.registry import Entry
from hub.viewsets.include import MAX_DEPTH, embeddable
from hub.viewsets.paging import DEFAULT_SIZE, MAX_SIZE

COUNT: Schema = {"type": "integer", "minimum": 1}
LANGUAGE: Schema = {"type": "string", "examples": list(SUPPORTED)}

QUERY: dict[str, tuple[str, Schema]] = {
    "page": ("The page, from 1 on; one past the end is empty.", {**COUNT, "default": 1}),
    "per_page": ("How many on a page.", {**COUNT, "maximum": MAX_SIZE, "default": DEFAULT_SIZE}),
    "after": ("Page by cursor, at constant cost to any depth: empty to begin, then follow next.", TEXT),
    "as_of": ("The representation of that moment.", {"type": "string", "format": "date-time"}),
    "explain": (
        "Tells for each action that is not offered what is lacking.",
        {"type": "string", "enum": ["actions"]},
    ),
    "dry_run": ("Write nothing; answer what would happen.", {"type": "boolean", "default": False}),
}
HEADERS_IN: dict[str, tuple[str, Schema]] = {
    "Accept-Language": ("The language of errors and of translatable master data.", LANGUAGE),
    "Content-Language": ("PATCH only: the language that the texts of the body are written in.", LANGUAGE),
    "If-Match": ("The ETag that was read; another version is refused (412).", TEXT),
    "If-None-Match": ("The ETag that the client holds; the same is answered 304.", TEXT),
    "Idempotency-Key": (
        "Makes a retry return the first answer for 24 hours.",
        {"type": "string", "pattern": "^[\\x21-\\x7e]{1,255}$"},
    ),
    "Range": ("The part of a file that is wanted.", {"type": "string", "examples": ["bytes=0-1023"]}),
    "X-Tenant": ("The tenant to act in, for members of several: its id.", TEXT),
}
HEADERS_OUT: dict[str, tuple[str, Schema]] = {
    "ETag": ("Names version, media type, language and the actions offered.", TEXT),
    "Last-Modified": ("When the resource itself changed.", TEXT),
    "Location": ("Where the new resource stands.", HREF),
    "Link": ("The pages beside this one (RFC 8288).", TEXT),
    "X-Total-Count": ("How many there are.", NUMBER),
    "X-Per-Page": ("How many on a page.", NUMBER),
    "X-Page": ("The page; absent when paging by cursor.", NUMBER),
    "Content-Language": ("The language of the answer.", LANGUAGE),
    "Content-Disposition": ("The name to save the file under.", TEXT),
    "Content-Range": ("Which part it is, of how many bytes.", TEXT),
    "Accept-Ranges": ("Parts can be asked for.", TEXT),
    "Idempotent-Replayed": ("This is the first answer again.", {"type": "string", "enum": ["true"]}),
    "WWW-Authenticate": ("The ways to log in.", TEXT),
    "Retry-After": ("Seconds to wait.", NUMBER),
    "RateLimit": ("What is left in this minute.", TEXT),
    "RateLimit-Policy": ("How many requests a minute.", TEXT),
}


def query(parts: Components, name: str) -> Schema:
    text, schema = QUERY[name]
    return _parameter(parts, pascal(name), name, "query", text, schema)


def own(name: str, text: str, schema: Schema) -> Schema:
    """A query parameter that one operation has for itself."""
    return {"name": name, "in": "query", "description": text, "schema": dict(schema)}


def header(parts: Components, name: str) -> Schema:
    text, schema = HEADERS_IN[name]
    return _parameter(parts, name, name, "header", text, schema)


def _parameter(parts: Components, key: str, name: str, place: str, text: str, schema: Schema) -> Schema:
    return parts.ref(key, lambda: {"name": name, "in": place, "description": text, "schema": dict(schema)}, PARAMETER)


def answer_headers(parts: Components, *names: str) -> dict[str, Schema]:
    """References to headers of answers."""
    found = {}
    for name in names:
        text, schema = HEADERS_OUT[name]
        found[name] = parts.ref(name, lambda t=text, s=schema: {"description": t, "schema": dict(s)}, HEADER)  # type: ignore[misc]
    return found


def in_path(name: str) -> Schema:
    """A segment of the path."""
    says = {
        "id": "The id or the UUID, the UUID with or without hyphens.",
        "version": "The number of the version, from 1 on.",
        "state": "The state to enter.",
    }
    schema = dict(COUNT) if name == "version" else dict(TEXT)
    return {"name": name, "in": "path", "required": True, "description": says.get(name, ""), "schema": schema}


def paging(parts: Components) -> list[Schema]:
    return [query(parts, name) for name in ("page", "per_page", "after")]


def order(parts: Components, entry: Entry) -> Schema:
    """``order_by`` with the names that can be ordered by."""
    names = ", ".join(filters.orders(entry.filterset))
    text = f"At most three fields, a minus in front for descending. One of: {names}."
    return _parameter(parts, f"{pascal(entry.name)}.order_by", "order_by", "query", text, TEXT)


def include(parts: Components, entry: Entry) -> list[Schema]:
    """``include`` where anything can be included."""
    names = ", ".join(embeddable(entry))
    if not names:
        return []
    text = f"Linked resources to embed, with dots up to {MAX_DEPTH} steps deep (alias embed). From here: {names}."
    return [_parameter(parts, f"{pascal(entry.name)}.include", "include", "query", text, TEXT)]


def filtering(parts: Components, entry: Entry) -> list[Schema]:
    """The filters of a collection."""
    found = []
    for one in entry.filterset.schema():
        key = f"{pascal(entry.name)}.{one['name']}"
        found.append(parts.ref(key, lambda one=one: _plain_copy(one), PARAMETER))  # type: ignore[misc]
    return found


def _plain_copy(parameter: dict[str, Any]) -> Schema:
    return {key: value for key, value in parameter.items() if key != "required"}
