"""Where FORCE Bridge stands: its tables as URL patterns, its document, its own 404, and its old door for tokens."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from dialects import describing
from dialects.base import Operation
from hub.problems.handler import shapes
from hub.router import in_order

from . import describe, errors
from .documents import FilesView
from .operations import Operations
from .routes import ROUTES
from .view import MOUNT, ForceView, absent

ABOUT = describing.About(
    title="FORCE Bridge API",
    base=f"{MOUNT}v3",
    text="Production of the hub in the words of the FORCE Bridge API, CC BY 3.0 (https://docs.forcebridge.io/api/). "
    "The same stands below v1 and v2. What is served and what is missing: /docs/guides/force-bridge.",
    routes=ROUTES,
    refusal={
        "type": "object",
        "properties": {"status": {"type": "integer"}, "code": {"type": "string"}, "message": {"type": "string"}},
        "required": ["status", "code", "message"],
    },
    media=("application/hal+json", "application/json"),
    components=describe.components,
    doors={
        "token": {
            "type": "oauth2",
            "flows": {
                "clientCredentials": {
                    "tokenUrl": "/ffwebservices/oauth/token",
                    "scopes": {"read": "GET and searches", "write": "POST, PUT, DELETE"},
                }
            },
        }
    },
)
_NOWHERE = dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), Operation(run=absent))


def _view(operations: Operations) -> Any:
    """Where files come and go the view knows how to keep them."""
    files = any(operation.forms or operation.sends for operation in operations.values())
    return (FilesView if files else ForceView).at(operations)


# Whatever is refused before a view is asked looks like what views refuse.
shapes[MOUNT] = errors.shaped

index = ForceView.at(ROUTES[""])
urlpatterns: list[Any] = [
    path("openapi.json", describing.view(ABOUT)),
    *in_order((route, path(route, _view(operations))) for route, operations in ROUTES.items()),
    re_path("^.*$", ForceView.at(_NOWHERE)),
]
