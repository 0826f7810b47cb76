"""Asks a canonical view within the request of a dialect: same caller, same transaction, no second log line.

The answer comes as data, before it is written as JSON. What the view refuses is raised as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.datastructures import MultiValueDict
from rest_framework.exceptions import MethodNotAllowed
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from hub import errors
from hub.registry import API_ROOT
from hub.viewsets.base import HubViewSet

#: Headers about the resource itself; they are passed on where the vendor's call is one canonical call.
CONDITIONS = (
    *("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_CONTENT_LANGUAGE"),
    *("HTTP_RANGE", "HTTP_IF_RANGE"),
)
#: What a request remembers of its own headers and body.
_OWN = frozenset({"headers", "META", "GET", "COOKIES", "resolver_match", "_body", "_post", "_files"})
_NEVER = ("HTTP_IDEMPOTENCY_KEY", "CONTENT_LENGTH", "CONTENT_TYPE", "QUERY_STRING", *CONDITIONS)


class Unwritten(BaseRenderer):
    """Plain JSON that is not written yet: answers are handed over as data."""

    media_type = "application/json"
    format = shape = "json"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a canonical view answered; ``data`` is None where there is no body."""

    status: int
    data: Any
    headers: Mapping[str, str]
    response: Any


def call(
    view: HubViewSet,
    method: str,
    path: str,
    *,
    query: Mapping[str, Any] | None = None,
    body: Any = None,
    conditions: bool = False,
) -> Reply:
    """The answer of ``method`` at the canonical ``path`` (below the API's root) to the caller of ``view``."""
    try:
        match = resolve(API_ROOT + path)
    except Resolver404:
        raise errors.NotFoundProblem() from None
    function: Any = match.func
    action = function.actions.get(method.lower())
    if action is None:
        raise MethodNotAllowed(method)
    request = _request(view.request, method, API_ROOT + path, query or {}, body, conditions)
    inner = function.cls(**function.initkwargs)
    inner.action_map, inner.action, inner.format_kwarg = function.actions, action, None
    inner.request, inner.args, inner.kwargs, inner.headers = request, (), match.kwargs, {}
    inner.principal = view.principal
    if hasattr(inner, "refused_types"):
        inner.refused_types = getattr(view, "refused_types", frozenset())
    inner.check_scope(request)
    response = getattr(inner, action)(request, **match.kwargs)
    data = response.data if isinstance(response, Response) else None
    return Reply(response.status_code, data, response.headers, response)


def _request(outer: Request, method: str, path: str, query: Mapping[str, Any], body: Any, conditions: bool) -> Request:
    parameters = QueryDict(mutable=True)
    for name, value in query.items():
        parameters[name] = str(value)
    raw: Any = object.__new__(type(outer._request))
    raw.__dict__.update({name: value for name, value in vars(outer._request).items() if name not in _OWN})
    raw.method, raw.path, raw.path_info, raw.GET, raw.COOKIES = method, path, path, parameters, {}
    raw.META = {name: value for name, value in outer.META.items() if name not in _NEVER}
    raw.META["QUERY_STRING"] = parameters.urlencode()
    if conditions:
        raw.META |= {name: outer.META[name] for name in CONDITIONS if name in outer.META}
    request: Any = Request(raw)
    request.user = request.auth = outer.user
    request._data = request._full_data = {} if body is None else body
    request._files = MultiValueDict()
    request.accepted_renderer, request.accepted_media_type = Unwritten(), Unwritten.media_type
    return request  # type: ignore[no-any-return]
