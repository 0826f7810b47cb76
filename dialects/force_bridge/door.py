"""The old way of getting a token: ``GET /ffauth/oauth2.0/accessToken?client_id=…&client_secret=…``.

It puts secrets into an address, so it is there only while ``FORCE_GET_TOKEN`` is on. What came with it is taken
out of the request before anything else can look at it, so that no log and no error report of the hub can hold it.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt

from permissions.oauth.answers import answer, refusal
from permissions.oauth.views import FORM, TokenView

GRANT = "client_credentials"


@method_decorator(csrf_exempt, name="dispatch")
class GetTokenView(TokenView):
    """The token door for clients that ask with GET; a form that is posted is taken as well."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        given = _taken_out(request)
        if not settings.FORCE_GET_TOKEN:
            raise Http404
        if request.method == "GET":
            request.method, request.content_type = "POST", FORM
            request.POST = given  # type: ignore[assignment]
        elif request.method not in ("POST", "OPTIONS"):
            response = refusal("invalid_request", "GET it.", 405)
            response["Allow"] = "GET, OPTIONS, POST"
            return response
        return super().dispatch(request, *args, **kwargs)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The token; clients insist on a refresh token, which only asking again can replace."""
        if request.POST.get("grant_type") != GRANT:
            return refusal("unsupported_grant_type", f"Known here is {GRANT}.")
        found = super().answer(request)
        if found.status_code != 200:
            return found
        body = {**json.loads(found.content), "refresh_token": secrets.token_urlsafe(24)}
        return answer(json.dumps(body), 200)


def _taken_out(request: HttpRequest) -> QueryDict:
    """The parameters of the address, which has none any more."""
    given = request.GET
    request.GET = QueryDict()  # type: ignore[assignment]
    request.META["QUERY_STRING"] = ""
    for name in ("RAW_URI", "REQUEST_URI"):
        request.META.pop(name, None)
    scope = getattr(request, "scope", None)
    if scope is not None:
        scope["query_string"] = b""
    return given
