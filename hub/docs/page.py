"""How a page is sent: from a template, with a policy that lets nothing in from elsewhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

_RULES = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
POLICY = _RULES.format(styles="")
#: Swagger UI puts styles into the page.
LOOSE_POLICY = _RULES.format(styles=" 'unsafe-inline'")


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int = 200,
    loose: bool = False,
) -> HttpResponse:
    """The page that ``template`` makes of ``context``; it also shows who is logged in."""
    response = render(request, f"hub/{template}.html", context or {}, status=status)
    guard(response, loose=loose)
    return response


def guard(response: Any, *, loose: bool = False) -> None:
    """Policy and caching of a page."""
    response.headers["Content-Security-Policy"] = LOOSE_POLICY if loose else POLICY
    response.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ["Cookie", "Accept-Language"])
