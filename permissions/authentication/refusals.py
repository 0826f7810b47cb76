"""What a refused caller is told: as little as possible, the same for wrong, revoked and expired."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import AuthenticationFailed

REALM = "plant-hub"
BAD_TOKEN = _("The access token is not valid.")
BAD_KEY = _("The API key is not valid.")
BAD_PASSWORD = _("Name or password is not right, or the user may not log in this way.")
BAD_SESSION = _("This login has no role in the API.")
UNKNOWN_SCHEME = _("This kind of authorization is not known here; use Bearer or Basic.")
DISAGREE = _(
    "The credentials of this request (a login of the browser is one) disagree with each other; send one of them."
)
BAD_CSRF = _("A change from the browser needs the CSRF token.")


def challenge(request: Any) -> str:
    """The WWW-Authenticate header of a 401 (RFC 6750, RFC 7617); the door that refused comes first.

    Browsers are not offered Basic: they would open a window of their own over every page.
    """
    refused = getattr(request, "refused_door", None)
    bearer = f'Bearer realm="{REALM}"'
    if refused in ("bearer", "jwt", "disagree"):
        bearer += ', error="invalid_token"'
    basic = f'Basic realm="{REALM}", charset="UTF-8"'
    if refused == "basic":
        return f"{basic}, {bearer}"
    if "text/html" in request.META.get("HTTP_ACCEPT", "") or "HTTP_SEC_FETCH_MODE" in request.META:
        return bearer
    return f"{bearer}, {basic}"


def refuse(request: Any, door: str, detail: Any) -> AuthenticationFailed:
    """The exception for a credential that opens nothing; ``raise refuse(...)``."""
    request.refused_door = door
    return AuthenticationFailed(detail)
