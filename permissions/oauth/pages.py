"""The pages of people: log in, log out, and let a program act for them."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth import views as django_views
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from oauth2_provider.exceptions import FatalClientError, OAuthToolkitError
from oauth2_provider.views import AuthorizationView
from oauthlib.oauth2.rfc6749 import errors

from hub.fields.folded import fold
from hub.throttling import TOO_MANY_FAILURES, Attempts, TooManyFailures
from permissions.models import Client
from permissions.oauth.validator import may_act
from permissions.oauth.views import Speaking

# The base64url form of a SHA-256 (RFC 7636, 4.2).
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")


class AuthorizeView(Speaking, AuthorizationView):
    """``/oauth/authorize``: a member of the client's tenant lets it act, with PKCE (S256) and no other way."""

    template_name = "permissions/authorize.html"

    def validate_authorization_request(self, request: HttpRequest) -> Any:
        scopes, credentials = super().validate_authorization_request(request)
        self._demand(request, credentials)
        return scopes, credentials

    def create_authorization_response(self, request: HttpRequest, scopes: str, credentials: Any, allow: bool) -> Any:
        self._demand(request, credentials)
        return super().create_authorization_response(request, scopes, credentials, allow)

    def form_valid(self, form: Any) -> HttpResponse:
        if not Client.objects.filter(client_id=form.cleaned_data["client_id"]).exists():
            return self.error_response(FatalClientError(error=errors.InvalidClientIdError()), None)
        return super().form_valid(form)

    def redirect(self, redirect_to: str, application: Any) -> HttpResponse:
        asked = self.request.POST.get("client_id") or self.request.GET.get("client_id", "")
        return super().redirect(redirect_to, application or Client.objects.filter(client_id=asked).first())

    def _demand(self, request: HttpRequest, credentials: Any) -> None:
        client = Client.objects.filter(client_id=credentials["client_id"], is_active=True).first()
        if client is None or not client.redirect_uri_allowed(credentials["redirect_uri"] or ""):
            raise FatalClientError(error=errors.MismatchingRedirectURIError())
        state = credentials.get("state")
        refused: Any = None
        if credentials.get("code_challenge_method") != "S256" or not CHALLENGE.fullmatch(
            credentials.get("code_challenge") or ""
        ):
            refused = errors.InvalidRequestError(description="PKCE with S256 is required.", state=state)
        elif request.user.is_authenticated and not may_act(request.user, client.tenant_id):
            refused = errors.AccessDeniedError(description="The user is no member of the client's tenant.", state=state)
        if refused is not None:
            raise OAuthToolkitError(error=refused, redirect_uri=credentials["redirect_uri"])


class LoginForm(AuthenticationForm):
    """Name and password; the message does not tell which of them was wrong."""

    error_messages = {
        "invalid_login": _("Name or password is not right."),
        "inactive": _("Name or password is not right."),
    }


class LoginView(django_views.LoginView):
    """``/login``: starts the session of the browsable API, the admin and the authorize page."""

    template_name = "permissions/login.html"
    authentication_form = LoginForm

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            Attempts(request, [fold(request.POST.get("username", ""))]).check()
        except TooManyFailures as error:
            form = self.get_form_class()(request)
            page = self.render_to_response(self.get_context_data(form=form, refused=TOO_MANY_FAILURES), status=429)
            page["Retry-After"] = str(error.wait)
            return page
        return super().post(request, *args, **kwargs)


class LogoutView(django_views.LogoutView):
    """``/logout``: ends the session."""
