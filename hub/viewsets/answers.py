"""Answers: one JSON call for representations, headers that caches need, and 304 where nothing changed.

A browser gets the same data through DRF's renderer, so that the browsable API shows what machines get.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from hub.hal.forms import with_templates
from hub.hal.media import dumps

CACHING = {"Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Language, Authorization"}


def answer(
    request: Request, data: Any, *, status: int = 200, headers: Mapping[str, str] | None = None, tagged: bool = False
) -> Any:
    """``data`` in the negotiated media type; ``tagged`` gives it an ETag of its body and answers 304 to who has it."""
    if not isinstance(request.accepted_renderer, JSONRenderer):
        return Response(data, status=status, headers={**CACHING, **(headers or {})})
    if shape_of(request) == "forms" and "_links" in data:
        data = with_templates(data)
    response = HttpResponse(dumps(data), status=status, content_type=request.accepted_renderer.media_type)
    for name, value in (*CACHING.items(), *(headers or {}).items()):
        response.headers[name] = value
    if tagged and status == 200:
        # SHA-256, because processors have instructions for it: half the time of BLAKE2.
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
        response.headers["ETag"] = etag
        if conditional(request):
            return not_modified(request, etag, None) or response
    return response


def shape_of(request: Request) -> str:
    """Which form of a representation the caller gets: hal, json, forms or html."""
    return str(getattr(request.accepted_renderer, "shape", ""))


def nothing() -> HttpResponse:
    """204, which has no type either."""
    response = HttpResponse(status=204)
    del response.headers["Content-Type"]
    return response


def conditional(request: Request) -> bool:
    """Whether the client holds a representation already and asks for another one only."""
    return "HTTP_IF_NONE_MATCH" in request.META or "HTTP_IF_MODIFIED_SINCE" in request.META


def not_modified(request: Request, etag: str, modified: datetime | None) -> HttpResponse | None:
    """The 304 for a client that holds ``etag`` or has nothing older than ``modified``, else None."""
    if request.method not in ("GET", "HEAD") or shape_of(request) == "html":  # a page also shows who is logged in
        return None
    if request.META.get("HTTP_IF_NONE_MATCH") != etag:  # anything but one tag, and that the same
        seconds = int(modified.timestamp()) if modified is not None else None
        asked: Any = _Unconditional(request)
        found = get_conditional_response(asked, etag, seconds)
        if found is None or found.status_code != 304:
            return None
    return HttpResponseNotModified(headers=validators(etag, modified))


def validators(etag: str, modified: datetime | None) -> dict[str, str]:
    """ETag, Last-Modified and the caching rules of a representation."""
    headers = {**CACHING, "ETag": etag}
    if modified is not None:
        headers["Last-Modified"] = http_date(int(modified.timestamp()))
    return headers


class _Unconditional:
    """The request as Django's comparison wants it, without If-Match: that header is for changes (412)."""

    def __init__(self, request: Request) -> None:
        names = ("If-None-Match", "If-Modified-Since")
        self.headers = {name: request.headers[name] for name in names if name in request.headers}
        self.META = {"HTTP_" + name.upper().replace("-", "_"): value for name, value in self.headers.items()}
        self.method = request.method
        self.path = request.path
