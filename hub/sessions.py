"""Django's middleware for sessions and what builds on them, passed by where a program calls the API without one.

A request without the session's cookie has no session to read; pages are served as always.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware as DjangoAuthentication
from django.contrib.messages.middleware import MessageMiddleware as DjangoMessages
from django.contrib.sessions.middleware import SessionMiddleware as DjangoSessions


def needless(request: Any) -> bool:
    """The API is called by a program that shows no session."""
    return (
        request.path_info.startswith("/api/")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "text/html" not in request.META.get("HTTP_ACCEPT", "")
    )


class _Passing:
    """Lets requests without a session through as they are."""

    def __call__(self, request: Any) -> Any:
        if getattr(request, "sessionless", False):
            return self.get_response(request)  # type: ignore[attr-defined]
        return super().__call__(request)  # type: ignore[misc]


class SessionMiddleware(_Passing, DjangoSessions):
    """Notes for those behind it whether the request is one of these."""

    def __call__(self, request: Any) -> Any:
        request.sessionless = needless(request)
        return super().__call__(request)


class AuthenticationMiddleware(_Passing, DjangoAuthentication):
    """The user of a session."""


class MessageMiddleware(_Passing, DjangoMessages):
    """Messages to the user of a session."""
