"""Who gets which token: the toolkit's validator with the hub's rules on users, tenants, scopes and secrets."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauth2_provider.settings import oauth2_settings
from oauthlib.oauth2.rfc6749 import errors

from hub.fields.folded import storable
from permissions.authentication import password as passwords
from permissions.models import Membership, User
from permissions.oauth.credentials import basic_pairs, basic_value


def token_seconds(request: Any) -> int:
    """How long an access token lasts: longer for machines than for people, whose browsers can be left alone."""
    machine = request.grant_type == "client_credentials" or getattr(request.user, "technical", False)
    return int(settings.OAUTH2_MACHINE_TOKEN_SECONDS if machine else oauth2_settings.ACCESS_TOKEN_EXPIRE_SECONDS)


def may_act(user: Any, tenant_id: int) -> bool:
    """Whether ``user`` is an active member of the tenant, so that a token of one of its clients makes sense."""
    if not user.is_active or user.is_superuser:
        return False
    return Membership.objects.filter(user_id=user.pk, tenant_id=tenant_id).exists()


class Validator(OAuth2Validator):
    """Tokens stand for a user in the client's tenant, with at most the client's scopes."""

    # Client authentication

    def _extract_basic_auth(self, request: Any) -> str | None:
        return basic_value(request) or None

    def _authenticate_basic_auth(self, request: Any) -> bool:
        for client_id, secret in basic_pairs(basic_value(request)):
            if self._load_application(client_id, request) is None:
                continue
            if self._check_secret(secret, request.client.client_secret):
                return True
        return False

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """By header or by form; with both, both must be right and name the same client."""
        if not basic_value(request):
            return bool(self._authenticate_request_body(request))
        claimed, secret = request.client_id, request.client_secret
        if not self._authenticate_basic_auth(request) or claimed not in (None, "", request.client.client_id):
            return False
        return not secret or self._check_secret(secret, request.client.client_secret)

    def _load_application(self, client_id: Any, request: Any) -> Any:
        if not client_id or not storable(client_id):
            return None
        return super()._load_application(client_id, request)

    # Users

    def validate_user(self, username: str, password: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """The password grant: technical users of the client's tenant only."""
        verified = passwords.verify(_Origin(request), username, password, technical_only=True)
        user = User.objects.filter(pk=verified.user_id).first() if verified else None
        if user is None or not may_act(user, client.tenant_id):
            return False
        request.user = user
        return True

    def validate_grant_type(
        self, client_id: str, grant_type: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        if grant_type == "password":
            # Decided by a setting of the hub; the toolkit would warn about it in the log at every call.
            return settings.OAUTH2_PASSWORD_GRANT and client.allows_grant_type(client.GRANT_PASSWORD)
        return bool(super().validate_grant_type(client_id, grant_type, client, request, *args, **kwargs))

    def validate_refresh_token(self, refresh_token: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        """A refresh stands on the same ground as the first token: the user must still be one of the tenant."""
        good = super().validate_refresh_token(refresh_token, client, request, *args, **kwargs)
        return bool(good and request.user is not None and may_act(request.user, client.tenant_id))

    def validate_code(self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any) -> bool:
        good = super().validate_code(client_id, code, client, request, *args, **kwargs)
        return bool(good and may_act(request.user, client.tenant_id))

    # Scopes and audiences

    def get_default_scopes(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> list[str]:
        """A machine that names none means all that its client was given; where a person consents they must be named."""
        return request.client.scopes.split() if request.grant_type in ("password", "client_credentials") else []

    def validate_scopes(
        self, client_id: str, scopes: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """There must be some (RFC 6749, 3.3), all of them among the client's."""
        return bool(scopes) and set(scopes) <= set(client.scopes.split())

    def _check_and_set_request_resource(self, request: Any) -> None:
        # One hub, one audience: a token for another resource server (RFC 8707) is not ours to give.
        if getattr(request, "resource", None):
            raise errors.CustomOAuth2Error(
                error="invalid_target", description="This server issues tokens for itself only.", request=request
            )
        request.resource = []

    # Codes and tokens

    def _create_authorization_code(self, request: Any, code: Any, expires: Any = None) -> Any:
        request.nonce = request.claims = None  # of OpenID Connect, which the hub does not speak
        return super()._create_authorization_code(request, code, expires)

    def _create_access_token(self, expires: Any, request: Any, token: Any, source_refresh_token: Any = None) -> Any:
        if request.grant_type == "client_credentials":
            request.user = request.client.user
        return super()._create_access_token(expires, request, token, source_refresh_token)


class _Origin:
    """The address an oauthlib request came from, as the limit of failed attempts asks for it."""

    def __init__(self, request: Any) -> None:
        self.META = request.headers
