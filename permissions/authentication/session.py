"""The door of browsers that logged in with the login page: the session cookie, with CSRF for every change."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from rest_framework.authentication import CSRFCheck
from rest_framework.exceptions import PermissionDenied

from hub import access
from permissions.authentication import principals
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import BAD_CSRF, BAD_SESSION


def user_of(request: Any) -> Any:
    """The user who logged in with this browser, or None."""
    user = getattr(request._request, "user", None)
    return user if user is not None and user.is_authenticated and user.is_active else None


def enter(request: Any, user: Any, choice: TenantChoice | None) -> Found:
    """Who the session stands for. The platform operator has no role here (403)."""
    rows = principals.user_rows(user.pk, choice)
    if not rows:
        raise PermissionDenied(BAD_SESSION)
    found = principals.principal(rows, credential="session", scopes=principals.ALL_SCOPES)
    return Found(found, technical=principals.technical(rows))


def enforce_csrf(request: Any) -> None:
    """Cookies travel with forged requests too: a change needs the token of a page of ours (PermissionDenied).

    Checked on Django's request: the API's own would parse the body, and complain of its type, before it is known who
    asks.
    """
    check: Any = CSRFCheck(lambda _request: HttpResponse())
    check.process_request(request._request)
    reason = check.process_view(request._request, None, (), {})
    if reason:
        raise PermissionDenied(BAD_CSRF)


def admin_principal(request: Any) -> access.Principal | None:
    """Whom a page of the admin runs for: a tenant's admin, or None for the platform operator.

    Someone who is admin elsewhere than at home acts in the first tenant where that is so.
    """
    user = request.user
    if user.is_superuser:
        return None
    tenants = [tenant_id for tenant_id, role in sorted(user.roles.items()) if role == access.ADMIN]
    at_home = user.tenant_id in tenants
    rows = principals.user_rows(user.pk, None if at_home else TenantChoice.read(str(tenants[0])))
    return principals.principal(rows, credential="session", scopes=principals.ALL_SCOPES)
