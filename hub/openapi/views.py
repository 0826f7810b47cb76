"""The description of the API as it is served: public, because it holds no tenant's data."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from hub.hal.media import dumps
from hub.openapi import slicing

JSON, YAML = "application/vnd.oai.openapi+json", "application/vnd.oai.openapi"


@lru_cache(maxsize=1)
def described() -> bytes:
    """The document as JSON, made from the code: reading the YAML takes twice as long."""
    return dumps(slicing.whole())


@lru_cache(maxsize=1)
def committed() -> bytes:
    """The document as YAML, as it is kept; a test holds it in step with the code."""
    return Path(settings.HUB_OPENAPI_FILE).read_bytes()


@require_safe
def as_json(request: HttpRequest) -> HttpResponseBase:
    """``/api/v1/openapi.json``"""
    return send(request, described(), JSON)


@require_safe
def as_yaml(request: HttpRequest) -> HttpResponseBase:
    """``/api/v1/openapi.yaml``"""
    return send(request, committed(), YAML)


@require_safe
def of_topic(request: HttpRequest, name: str) -> HttpResponseBase:
    """``/docs/operations/{plural}.json``: what Swagger UI shows of one resource."""
    found = slicing.part(name)
    if found is None:
        raise Http404
    return send(request, dumps(found), JSON)


def send(request: HttpRequest, content: bytes, media: str) -> HttpResponseBase:
    """``content`` with its ETag, or 304 to who has it."""
    etag = f'"{hashlib.blake2b(content, digest_size=12).hexdigest()}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
    response = HttpResponse(content, content_type=media, headers=headers)
    found = get_conditional_response(request, etag, None, response)
    assert found is not None
    return found
