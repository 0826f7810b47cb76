"""Asks a canonical view within the request of a dialect: same caller, same transaction, no second log line.

The answer comes as data, before it is written as JSON. What the view refuses is raised as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
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
from hub.hal.plan import LINKED
from hub.registry import API_ROOT
from hub.viewsets.base import HubViewSet
from hub.viewsets.paging import Window

#: Headers about the resource itself; they are passed on where the vendor's call is one canonical call.
CONDITIONS = (
    *("HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_CONTENT_LANGUAGE"),
    *("HTTP_RANGE", "HTTP_IF_RANGE"),
)
#: What a request remembers of its own headers and body.
_OWN = frozenset({"headers", "META", "GET", "COOKIES", "resolver_match", "_body", "_post", "_files"})
#: How many names a question may include, and how deep: a client that asks for everything at once gets it.
INCLUDE_LIMITS = (60, 5)
_NEVER = ("HTTP_IDEMPOTENCY_KEY", "CONTENT_LENGTH", "CONTENT_TYPE", "QUERY_STRING", *CONDITIONS)


class Unwritten(BaseRenderer):
    """Plain JSON that is not written yet: answers are handed over as data."""

    media_type = "application/json"
    format = shape = "json"


class UnwrittenLinked(Unwritten):
    """The same with the links that lead on, for dialects that have links."""

    format = shape = LINKED


class Late(Request):
    """A request whose body is made when it is read: existence and rights are checked before."""

    make: Callable[[], Any]

    def _load_data_and_files(self) -> None:
        made: Any = self.make()
        self._data = self._full_data = {} if made is None else made
        self._files: Any = MultiValueDict()


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
    linked: bool = False,
    window: Window | None = None,
) -> Reply:
    """The answer of ``method`` at the canonical ``path`` (below the API's root) to the caller of ``view``.

    ``body`` is the body or a function that makes it, called when it is read; ``conditions`` passes the headers about
    the resource on; ``linked`` asks for links beside the members; ``window`` says which rows of a collection.
    """
    try:
        match = resolve(API_ROOT + path)
    except Resolver404:
        raise errors.NotFoundProblem() from None
    function: Any = match.func
    action = function.actions.get(method.lower())
    if action is None:
        raise MethodNotAllowed(method)
    request = _request(view.request, method, API_ROOT + path, query or {}, body, conditions)
    request.accepted_renderer = UnwrittenLinked() if linked else Unwritten()
    request.accepted_media_type = Unwritten.media_type
    inner = function.cls(**function.initkwargs)
    inner.action_map, inner.action, inner.format_kwarg = function.actions, action, None
    inner.request, inner.args, inner.kwargs, inner.headers = request, (), match.kwargs, {}
    inner.principal, inner.window, inner.include_limits = view.principal, window, INCLUDE_LIMITS
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
    request: Any = Late(raw)
    request.user = request.auth = outer.user
    request.make = body if callable(body) else lambda: body
    return request  # type: ignore[no-any-return]
