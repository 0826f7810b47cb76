"""Lets pages of registered browser programs call the API: CORS for the origins of active clients, nobody else's.

Cookies are never allowed along, so a foreign page can use nothing but a token of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from permissions.models import Client

KEY = "cors-origins"
REMEMBERED_FOR = 60
METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
HEADERS = (
    "Accept, Accept-Language, Authorization, Content-Language, Content-Type, Api-Key, X-API-Key, EAPI-ELCLV2, "
    "Idempotency-Key, If-Match, If-None-Match, If-Modified-Since, If-Unmodified-Since, X-Request-ID, X-Tenant"
)
EXPOSED = (
    "API-Version, Allow, Content-Language, ETag, Idempotent-Replayed, Last-Modified, Link, Location, RateLimit, "
    "RateLimit-Policy, Retry-After, WWW-Authenticate, X-Page, X-Per-Page, X-Request-ID, X-Total-Count"
)
PREFLIGHT_SECONDS = "600"


def normal(origin: str) -> str:
    """``scheme://host[:port]`` as browsers write it, or nothing when it is no such thing."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    usual = {"http": 80, "https": 443}[parts.scheme]
    return f"{parts.scheme}://{host}" + (f":{port}" if port not in (None, usual) else "")


def origins() -> frozenset[str]:
    """The origins of all active clients; at most a minute old."""
    found: frozenset[str] | None = cache.get(KEY)
    if found is None:
        texts = (
            Client.objects.filter(is_active=True).exclude(allowed_origins="").values_list("allowed_origins", flat=True)
        )
        found = frozenset(normal(origin) for text in texts for origin in text.split()) - {""}
        cache.set(KEY, found, REMEMBERED_FOR)
    return found


def forget() -> None:
    """Read the origins anew at the next request: a client was made or changed."""
    cache.delete(KEY)


class CorsMiddleware:
    """Answers preflights and marks answers to pages of registered origins."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        origin = request.META.get("HTTP_ORIGIN")
        if not origin:
            return self.get_response(request)
        asked = request.META.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD")
        allowed = origin in origins()
        if request.method == "OPTIONS" and asked:
            response = HttpResponse(status=204)
            if allowed:
                response["Access-Control-Allow-Methods"] = METHODS
                response["Access-Control-Allow-Headers"] = HEADERS
                response["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
            patch_vary_headers(response, ("Access-Control-Request-Method", "Access-Control-Request-Headers"))
        else:
            response = self.get_response(request)
            if allowed:
                response["Access-Control-Expose-Headers"] = EXPOSED
        if allowed:
            response["Access-Control-Allow-Origin"] = origin
        patch_vary_headers(response, ("Origin",))
        return response
