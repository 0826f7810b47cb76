"""Where Netilion's resources stand: its tables as URL patterns, an index, and its own 404."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from dialects import describing
from dialects.base import Operation
from hub import errors
from hub.problems.handler import shapes
from hub.router import in_order

from .describing import about
from .errors import shaped
from .files import FilesView
from .operations import Operations
from .resource import MOUNT
from .routes import ROUTES
from .tables.people import TECHNICAL_USER
from .view import NetilionView


def contents(view: NetilionView) -> Any:
    """``GET /v1``: the collections that stand here, and their description."""
    collections = sorted(route for route in ROUTES if "<" not in route and "GET" in ROUTES[route])
    links = {name.replace("/", "_"): {"href": f"{view.base}/{name}"} for name in collections}
    return view.told({"links": {"service-desc": {"href": f"{view.base}/openapi.json"}, **links}})


def absent(view: NetilionView, **_keys: str) -> Any:
    """Nothing stands here, whatever the method."""
    raise errors.NotFoundProblem()


def _view(operations: Operations) -> Any:
    """Where files come and go the view knows how to keep them."""
    files = any(operation.forms or operation.sends for operation in operations.values())
    return (FilesView if files else NetilionView).at(operations)


_NOWHERE = dict.fromkeys(("GET", "POST", "PUT", "PATCH", "DELETE"), Operation(run=absent))
index = NetilionView.at({"GET": Operation(run=contents)})

# Whatever is refused before a view is asked looks like what views refuse.
shapes[f"{MOUNT}/"] = lambda body: shaped(body, {}, frozenset())

ABOUT = about(ROUTES, (TECHNICAL_USER,))


def _refusal(problem: dict[str, Any]) -> dict[str, Any]:
    """What is refused before a view is found is told in the vendor's words too."""
    return shaped(problem, {}, frozenset())


shapes[f"{MOUNT}/"] = _refusal

urlpatterns = [
    path("openapi.json", describing.view(ABOUT)),
    *in_order((route, path(route, _view(operations))) for route, operations in ROUTES.items()),
    re_path("^.*$", NetilionView.at(_NOWHERE)),
]
