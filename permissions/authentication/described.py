"""The doors as OpenAPI describes them; importing this registers the description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

SCOPES = {"read": "Read what the user may read", "write": "Change what the user may change"}
TOKENS = {"tokenUrl": "/oauth/token", "refreshUrl": "/oauth/token", "scopes": SCOPES}
#: Scheme by name: each alone is enough.
SCHEMES: dict[str, dict[str, Any]] = {
    "oauth2": {
        "type": "oauth2",
        "description": "Machines use client credentials; applications of people the authorization code with PKCE "
        "(S256); the password grant is for technical users only.",
        "flows": {
            "clientCredentials": TOKENS,
            "authorizationCode": {"authorizationUrl": "/oauth/authorize", **TOKENS},
            "password": TOKENS,
        },
    },
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "An access token of OAuth2, or the short-lived token of POST /api/auth/login.",
    },
    "apiKey": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "A key of the hub."},
    "apiKeyNetilion": {"type": "apiKey", "in": "header", "name": "Api-Key", "description": "The same key."},
    "apiKeyElpro": {"type": "apiKey", "in": "header", "name": "EAPI-ELCLV2", "description": "The same key."},
    "basic": {"type": "http", "scheme": "basic", "description": "Technical users only."},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "Browsers that logged in at /login; a change needs the X-CSRFToken of a page besides.",
    },
}


class DoorsScheme(OpenApiAuthenticationExtension):
    """All ways to log in; what a call needs of OAuth2 is the scope."""

    target_class = "permissions.authentication.doors.Doors"
    name = list(SCHEMES)

    def get_security_definition(self, auto_schema: Any) -> Any:
        return [dict(scheme) for scheme in SCHEMES.values()]

    def get_security_requirement(self, auto_schema: Any) -> Any:
        view = auto_schema.view
        reading = auto_schema.method == "GET" or getattr(view, "action", None) in getattr(view, "reads", ())
        scope = "read" if reading else "write"
        return [{name: [scope] if name in ("oauth2", "bearer") else []} for name in SCHEMES]
