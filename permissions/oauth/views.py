"""The OAuth2 URLs that programs post forms to: token, revoke, introspect; and the description of them all."""

from __future__ import annotations

import time
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import View
from oauth2_provider.oauth2_backends import OAuthLibCore
from oauth2_provider.settings import oauth2_settings
from oauth2_provider.views.metadata import OAuthServerMetadataView
from oauth2_provider.views.mixins import OAuthLibMixin
from oauthlib.common import Request
from oauthlib.oauth2 import Server

from hub.fields.folded import fold, storable
from hub.throttling import TOO_MANY_FAILURES, Attempts, TooManyFailures
from permissions.models import AccessToken
from permissions.oauth.answers import answer, error_of, guarded, refusal
from permissions.oauth.credentials import account_of
from permissions.oauth.validator import Validator, token_seconds

FORM = "application/x-www-form-urlencoded"
# Beside the right name: none at all, and how the FORCE Bridge guide spells it.
FORM_TYPES = (FORM, "", "application/x-www-urlencode")

GRANT_TYPES = ("client_credentials", "authorization_code", "refresh_token", "password")


class Core(OAuthLibCore):
    """Tells when a token was made: Netilion's clients add ``created_at`` and ``expires_in`` up."""

    def _get_extra_credentials(self, request: HttpRequest) -> dict[str, int]:
        return {"created_at": int(time.time())}


class Speaking(OAuthLibMixin):
    """A view on oauthlib with the hub's validator and lifetimes."""

    oauthlib_backend_class = Core
    validator_class = Validator

    @classmethod
    def get_server(cls) -> Server:
        return Server(Validator(), **{**oauth2_settings.server_kwargs, "token_expires_in": token_seconds})


@method_decorator(csrf_exempt, name="dispatch")
@method_decorator(sensitive_post_parameters("password", "client_secret", "refresh_token", "code"), name="dispatch")
class FormView(Speaking, View):
    """What these URLs have in common: a form is posted, failures are limited, nothing is cached."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            response = (
                HttpResponse(status=204) if request.method == "OPTIONS" else refusal("invalid_request", "POST it.", 405)
            )
            response["Allow"] = "OPTIONS, POST"
            return response
        if request.content_type not in FORM_TYPES:
            return refusal("invalid_request", f"Send a form as {FORM}.")
        if request.content_type != FORM:
            request.POST = QueryDict(request.body, encoding="utf-8")  # type: ignore[assignment]
        if any(len(values) > 1 for _name, values in request.POST.lists()):
            return refusal("invalid_request", "A member of the form is given twice.")
        if not all(storable(text) for pair in request.POST.items() for text in map(str, pair)):
            return refusal("invalid_request", "The form holds characters that are not allowed.")
        return self._limited(request)

    def _limited(self, request: HttpRequest) -> HttpResponse:
        attempts = Attempts(request, [fold(name) for name in account_of(request)])
        try:
            attempts.check()
            response = self.answer(request)
        except TooManyFailures as error:
            response = refusal("temporarily_unavailable", str(TOO_MANY_FAILURES), 429)
            response["Retry-After"] = str(error.wait)
            return response
        code = error_of(response)
        # A wrong password was counted where it was checked.
        if code == "invalid_client" or (code == "invalid_grant" and request.POST.get("grant_type") != "password"):
            attempts.failed()
        return guarded(response)

    def answer(self, request: HttpRequest) -> HttpResponse:
        raise NotImplementedError


class TokenView(FormView):
    """``/oauth/token``: client credentials, authorization code, refresh, and the password of technical users."""

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("grant_type") not in GRANT_TYPES:
            return refusal("unsupported_grant_type", f"Known are {', '.join(GRANT_TYPES)}.")
        _uri, headers, body, status = self.create_token_response(request)
        return answer(body, status, headers)


class RevokeView(FormView):
    """``/oauth/revoke`` (RFC 7009): a client gives back a token of its own."""

    def answer(self, request: HttpRequest) -> HttpResponse:
        _uri, headers, body, status = self.create_revocation_response(request)
        return answer(body, status, headers)


class IntrospectView(FormView):
    """``/oauth/introspect`` (RFC 7662): a client asks about a token of its own tenant."""

    def answer(self, request: HttpRequest) -> HttpResponse:
        core = self.get_oauthlib_core()
        asked = Request(*core._extract_params(request))
        if not core.server.request_validator.authenticate_client(asked):
            return refusal("invalid_client", "The client could not be authenticated.", 401)
        token = request.POST.get("token")
        if not token:
            return refusal("invalid_request", "The member token is missing.")
        return JsonResponse(describe(token, asked.client.tenant_id))


def describe(token: str, tenant_id: int) -> dict[str, Any]:
    """What is told about an access token; of foreign, unknown and expired ones only that they are not active."""
    found = (
        AccessToken.objects.select_related("user", "application")
        .filter(
            token_checksum=sha256(token.encode("utf-8", "replace")).hexdigest(),
            application__tenant_id=tenant_id,
            application__is_active=True,
            user__is_active=True,
            expires__gt=timezone.now(),
        )
        .first()
    )
    if found is None:
        return {"active": False}
    return {
        "active": True,
        "scope": found.scope,
        "client_id": found.application.client_id,
        "username": found.user.name,
        "sub": str(found.user_id),
        "token_type": "Bearer",
        "iat": int(found.created.timestamp()),
        "exp": int(found.expires.timestamp()),
    }


class MetadataView(OAuthServerMetadataView):
    """``/.well-known/oauth-authorization-server`` (RFC 8414)."""
