"""The shell of every API view: checks in the contract's order, one scope of the database for each request, answers
rendered inside it.

A view is entered only after negotiation, authentication and throttling; whatever it raises becomes a problem and leaves
nothing written.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from hub import access, context, errors, idempotency, request_log, store
from hub.hal.plan import HAL, LINKED, PLAIN

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class HubViewSet(GenericViewSet[Any]):
    """Base of all views of the API. ``reads`` names POST actions that change nothing (search): they need the scope
    ``read`` only and no idempotency."""

    reads: frozenset[str] = frozenset({"search"})
    large: frozenset[str] = frozenset({"search", "bulk_update"})
    secret_fields: tuple[str, ...] = ()
    public = False
    #: How many names ``include`` may have and how deep they may go; a dialect asks for more on behalf of its clients.
    include_limits = (10, 3)

    principal: access.Principal

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Authenticate, open the scope, act, render, and only then commit."""
        self.args, self.kwargs = args, kwargs
        self.request = request = self.initialize_request(request, *args, **kwargs)
        self.headers = self.default_response_headers
        try:
            self.initial(request, *args, **kwargs)
            principal = request.user if isinstance(request.user, access.Principal) else None
            with context.acting(principal), store.current().request_scope(principal, write=self.writes):
                return self._act(request, *args, **kwargs)
        except Exception as exc:
            return self._refuse(request, exc, *args, **kwargs)

    def _act(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        keyed = self.writes and request.method == "POST" and "Idempotency-Key" in request.headers
        replay = idempotency.begin(request, self) if keyed else None
        if replay is not None:
            return self._finished(request, replay, *args, **kwargs)
        name = str(request.method).lower()
        handler = getattr(self, name, self.http_method_not_allowed)
        response = self._finished(request, handler(request, *args, **kwargs), *args, **kwargs)
        if keyed:
            idempotency.finish(request, self, response)
        if self.writes:
            request_log.record_in_transaction(request, response)
        return response

    def _finished(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(response, Response):
            for name in ("RateLimit-Policy", "RateLimit"):
                if name in self.headers:
                    response.headers[name] = self.headers[name]
            self.response = response
            return response  # type: ignore[no-any-return]
        self.response = self.finalize_response(request, response, *args, **kwargs)
        self.response.render()
        return self.response

    def _refuse(self, request: Request, exc: Exception, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not hasattr(request, "accepted_renderer"):
            neg = self.perform_content_negotiation(request, force=True)
            request.accepted_renderer, request.accepted_media_type = neg
        response = self._finished(request, self.handle_exception(exc), *args, **kwargs)
        if request.method == "POST" and "Idempotency-Key" in request.headers:
            idempotency.finish(request, self, response)
        return response

    def options(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """204 with the methods that stand here; what may be done is told by links."""
        return HttpResponse(status=204, headers={"Allow": ", ".join(self.allowed_methods)})

    @property
    def body_limit(self) -> int:
        """How many bytes a body may have."""
        large = getattr(self, "action", None) in self.large
        return int(settings.HUB_BODY_LIMIT_LARGE if large else settings.HUB_BODY_LIMIT)

    @property
    def writes(self) -> bool:
        """The request may change something."""
        return self.request.method not in SAFE and getattr(self, "action", None) not in self.reads

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """406, 401, 429, then the scope: in the contract's order."""
        self.format_kwarg = None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        self.perform_authentication(request)
        if not self.public and not isinstance(request.user, access.Principal):
            raise NotAuthenticated()
        self.check_throttles(request)
        if isinstance(request.user, access.Principal):
            self.principal = request.user
            self.check_scope(request)

    def check_scope(self, request: Request) -> None:
        """``read`` for GET and search, ``write`` for the rest."""
        needed = "write" if self.writes else "read"
        if needed not in self.principal.scopes:
            raise errors.Forbidden(
                extra={"needs": needed},
                headers={"WWW-Authenticate": f'Bearer realm="hub", error="insufficient_scope", scope="{needed}"'},
            )

    @property
    def media(self) -> str:
        """Which representation the caller gets: with links, or plain; a dialect gets both in one."""
        if getattr(getattr(self.request, "accepted_renderer", None), "shape", "") == LINKED:
            return LINKED
        media = getattr(self.request, "accepted_media_type", "") or ""
        return PLAIN if media.partition(";")[0].strip() == "application/json" else HAL

    @property
    def language(self) -> str:
        return context.current().language
