"""A tiny API view and ways to drive it, for tests of what every view shares."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory
from rest_framework.views import APIView

from hub.hal import media, parsers

factory = APIRequestFactory()


class Echo(APIView):
    """Answers with the body it was sent, or raises what it was given."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()
    content_negotiation_class = media.Negotiation
    renderer_classes = (media.HalRenderer, media.PlainJsonRenderer, media.HalFormsRenderer)
    parser_classes = (parsers.HalParser, parsers.JsonParser)
    problem: Any = None
    body_limit: int | None = None
    problem_shape: Any = None

    def get(self, request: Any) -> Response:
        if self.problem is not None:
            raise self.problem
        return Response({"shape": request.accepted_renderer.shape})

    def post(self, request: Any) -> Response:
        data = request.data
        if self.problem is not None:
            raise self.problem
        return Response(data, status=201)


def call(request: Any, **attributes: Any) -> HttpResponse:
    """The rendered answer of the view to ``request``."""
    request.request_id = "test-request"
    response = Echo.as_view(**attributes)(request)
    response.render()
    return response


def post(body: bytes, content_type: str = "application/json", **attributes: Any) -> HttpResponse:
    """POST ``body`` as it is."""
    return call(factory.generic("POST", "/api/v1/things", body, content_type), **attributes)


def get(accept: str | None = None, **attributes: Any) -> HttpResponse:
    """GET with an Accept header."""
    headers = {} if accept is None else {"Accept": accept}
    return call(factory.get("/api/v1/things", headers=headers), **attributes)


def problem(response: HttpResponse, status: int) -> dict[str, Any]:
    """The problem that ``response`` must be."""
    assert response.status_code == status, response.content[:500]
    assert response.headers["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(response.content)
    assert {"type", "title", "status", "detail", "instance", "request_id"} <= set(body)
    assert body["status"] == status
    assert body["type"].startswith("/docs/problems/")
    return body
