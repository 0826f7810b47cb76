"""Which doors a request knocks at, and that all of them lead to one principal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.conf import settings
from rest_framework.authentication import BaseAuthentication

from hub import access
from hub.access import Principal
from permissions.authentication import api_key, basic, bearer, jwt, session
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import DISAGREE, UNKNOWN_SCHEME, challenge, refuse

Door = Callable[[Any, str, TenantChoice | None], Found]


def _token(request: Any, value: str, choice: TenantChoice | None) -> Found:
    return (jwt if jwt.looks_like_one(value) else bearer).enter(request, value, choice)


SCHEMES: dict[str, Door] = {"bearer": _token, "basic": basic.enter}


class Doors(BaseAuthentication):
    """Authenticates by every credential the request carries; they must agree. ``request.user`` is the Principal."""

    def authenticate(self, request: Any) -> tuple[Principal, Principal] | None:
        tenant = request.META.get("HTTP_X_TENANT")
        choice = TenantChoice.read(tenant) if tenant is not None else None
        found = self._opened(request, choice)
        if not found:
            return None
        principal = found[0].principal
        for other in found[1:]:
            principal = self._agreed(request, principal, other.principal)
        return principal, principal

    def authenticate_header(self, request: Any) -> str:
        return challenge(request)

    def _opened(self, request: Any, choice: TenantChoice | None) -> list[Found]:
        meta = request.META
        found: list[Found] = []
        client = ""
        if authorization := meta.get("HTTP_AUTHORIZATION"):
            scheme, _, value = authorization.strip().partition(" ")
            door = SCHEMES.get(scheme.lower())
            if door is None:
                raise refuse(request, "unknown", UNKNOWN_SCHEME)
            found.append(door(request, value.strip(), choice))
            client = found[0].client_identifier
        for key in dict.fromkeys(meta[name].strip() for name in api_key.HEADERS if meta.get(name)):
            # Netilion's clients repeat their client id in the key's header, beside the token.
            if not client or key != client:
                found.append(api_key.enter(request, key, choice))
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._browser(request, choice, found)
        return found

    def _browser(self, request: Any, choice: TenantChoice | None, found: list[Found]) -> None:
        user = session.user_of(request)
        # The platform operator's session is for the admin and says nothing about the API.
        if user is None or (user.is_superuser and found):
            return
        alone = not found
        found.append(session.enter(request, user, choice))
        if alone:
            session.enforce_csrf(request)

    def _agreed(self, request: Any, one: Principal, other: Principal) -> Principal:
        """Two credentials of one user in one tenant, through one client and key at most: what both allow."""
        same = (
            one.user_id == other.user_id
            and one.tenant_id == other.tenant_id
            and _same(one.client_id, other.client_id)
            and _same(one.api_key_id, other.api_key_id)
        )
        if not same:
            raise refuse(request, "disagree", DISAGREE)
        return replace(
            one,
            scopes=one.scopes & other.scopes,
            role=min(one.role, other.role, key=access.ROLES.index),
            client_id=one.client_id or other.client_id,
            client_name=one.client_name or other.client_name,
            api_key_id=one.api_key_id or other.api_key_id,
            api_key_name=one.api_key_name or other.api_key_name,
        )


def _same(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other
