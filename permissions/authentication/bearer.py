"""The door of OAuth2 access tokens: looked up by checksum in one query.

The toolkit issues and revokes them; its own check loads models and costs ten times as much.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.utils import timezone

from permissions.authentication import principals
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import BAD_TOKEN, refuse


def enter(request: Any, token: str, choice: TenantChoice | None) -> Found:
    """Who an access token stands for."""
    checksum = sha256(token.encode("utf-8", "replace")).hexdigest()
    rows = principals.fetch(principals.bearer_sql(), [checksum, principals.instant(timezone.now())])
    if not rows:
        raise refuse(request, "bearer", BAD_TOKEN)
    scope, allowed, client_id, client_name, client_identifier = rows[0][:5]
    found = principals.principal(
        rows,
        credential="bearer",
        scopes=principals.scope_set(scope) & principals.scope_set(allowed),
        client_id=client_id,
        client_name=client_name,
    )
    return principals.bound(Found(found, client_identifier), choice)
