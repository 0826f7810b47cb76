"""The OpenAPI document of a dialect, made from its routes: every operation says in a ``Description`` what it takes and
gives; one that says nothing stands there with method and path alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hub.hal.media import dumps
from hub.middleware import API_VERSION
from hub.openapi.views import JSON as OPENAPI_JSON
from hub.openapi.views import send

from .base import Operation

Schema = dict[str, Any]
Routes = Mapping[str, Mapping[str, Operation]]
_KEY = re.compile(r"<(?:\w+:)?(\w+)>")
_WORD = re.compile(r"[A-Za-z0-9]+")
ALWAYS, CHANGES = (400, 401, 403, 406, 429), (409, 412, 413, 415)
TITLES = {
    400: "What was sent is not right.",
    401: "Nobody was let in.",
    403: "The caller may not do this.",
    404: "It does not exist, or the caller may not see it.",
    406: "Not available in this media type.",
    409: "It conflicts with what is.",
    412: "It was changed meanwhile.",
    413: "Too large.",
    415: "The body has another media type than JSON.",
    429: "Too many requests; Retry-After says when to come again.",
}

FILE: Schema = {
    "description": "The file.",
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}


@dataclass(frozen=True, kw_only=True)
class Description:
    """What the document says of one operation: a sentence, where it is listed, parameters of the query by name with
    their schemas, schemas of the body that it takes and of its answer (None: there is none), and the status of that."""

    summary: str
    tag: str = ""
    query: Mapping[str, Schema] = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    takes: Schema | None = None
    gives: Schema | None = None
    status: int = 200


@dataclass(frozen=True, kw_only=True)
class About:
    """What a document says of the whole: ``base`` is the URL of the mount, ``media`` the types of answers, ``refusal``
    the schema of an error, ``components`` named schemas, ``doors`` the security schemes, ``ways`` which of them open
    together (each by itself where none are named)."""

    title: str
    base: str
    text: str
    routes: Routes
    refusal: Schema
    media: tuple[str, ...] = ("application/json",)
    components: Callable[[], Mapping[str, Schema]] = dict
    doors: Mapping[str, Schema] = field(default_factory=dict)
    ways: tuple[tuple[str, ...], ...] = ()
    version: str = API_VERSION


def document(about: About) -> Schema:
    """The whole document (OpenAPI 3.1)."""
    paths = {
        "/" + _KEY.sub(r"{\1}", route): _item(about, route, operations)
        for route, operations in sorted(about.routes.items())
    }
    tags = sorted({tag for item in paths.values() for one in item.values() for tag in one["tags"]})
    return {
        "openapi": "3.1.0",
        "info": {"title": about.title, "version": about.version, "description": about.text},
        "servers": [{"url": about.base}],
        "tags": [{"name": tag} for tag in tags],
        "paths": paths,
        "components": {
            "schemas": {"Error": about.refusal, **about.components()},
            "responses": {str(status): _refusal(status, about) for status in TITLES},
            "securitySchemes": dict(about.doors),
        },
        "security": [{name: [] for name in way} for way in about.ways or [(name,) for name in about.doors]],
    }


def view(about: About) -> Any:
    """The Django view that sends the document to anybody; it holds no tenant's data."""

    @cache
    def content() -> bytes:
        return dumps(document(about))

    @require_safe
    def as_json(request: HttpRequest) -> HttpResponseBase:
        return send(request, content(), OPENAPI_JSON)

    return as_json


def _item(about: About, route: str, operations: Mapping[str, Operation]) -> Schema:
    return {method.lower(): _operation(about, route, method, one) for method, one in operations.items()}


def _operation(about: About, route: str, method: str, operation: Operation) -> Schema:
    keys = _KEY.findall(route)
    told = operation.described() if operation.described is not None else Description(summary=f"{method} /{route}")
    found: Schema = {
        "operationId": "_".join([method.lower(), *_WORD.findall(_KEY.sub(r"of_\1", route))]),
        "summary": told.summary,
        "tags": [told.tag or _WORD.findall(route or "entry")[0]],
    }
    parameters = [{"name": key, "in": "path", "required": True, "schema": {"type": "string"}} for key in keys]
    parameters += [_parameter(name, schema, name in told.required) for name, schema in told.query.items()]
    if parameters:
        found["parameters"] = parameters
    if told.takes is not None:
        media = ("application/json", "multipart/form-data") if operation.forms else ("application/json",)
        found["requestBody"] = {"content": {kind: {"schema": told.takes} for kind in media}}
    answer = FILE if operation.sends else _answer(about, told)
    found["responses"] = {str(told.status): answer, **_refusals(method, keys)}
    return found


def _parameter(name: str, schema: Schema, required: bool) -> Schema:
    schema = dict(schema)
    text = schema.pop("description", None)
    found: Schema = {"name": name, "in": "query", "required": required, "schema": schema}
    return {**found, "description": text} if text else found


def _answer(about: About, told: Description) -> Schema:
    if told.gives is None:
        return {"description": "Done."}
    return {"description": told.summary, "content": {media: {"schema": told.gives} for media in about.media}}


def _refusals(method: str, keys: Iterable[str]) -> Schema:
    statuses = [*ALWAYS, *([404] if keys else []), *(CHANGES if method != "GET" else ())]
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in sorted(statuses)}


def _refusal(status: int, about: About) -> Schema:
    content = {media: {"schema": {"$ref": "#/components/schemas/Error"}} for media in about.media}
    return {"description": TITLES[status], "content": content}
