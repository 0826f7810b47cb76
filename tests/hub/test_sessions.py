"""What only a browser's session needs is passed by where a program calls the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory

from hub.sessions import AuthenticationMiddleware, MessageMiddleware, SessionMiddleware

factory = RequestFactory()


def passed(path: str, **headers: str) -> Any:
    """The request as it reaches the view."""
    seen = []

    def view(request: Any) -> HttpResponse:
        seen.append(request)
        return HttpResponse("ok")

    chain = SessionMiddleware(AuthenticationMiddleware(MessageMiddleware(view)))
    chain(factory.get(path, headers=headers))
    return seen[0]


def test_a_program_meets_no_session() -> None:
    request = passed("/api/v1/assets", authorization="Bearer x")
    assert not hasattr(request, "session")
    assert not hasattr(request, "user")
    assert not hasattr(request, "_messages")


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/", {}),
        ("/admin/", {}),
        ("/docs/", {"accept": "application/json"}),
        ("/api/v1/assets", {"accept": "text/html,*/*;q=0.8"}),
        ("/api/v1/assets", {"cookie": f"{settings.SESSION_COOKIE_NAME}=abc"}),
    ],
)
def test_pages_and_who_shows_a_session_are_served_as_always(path: str, headers: dict[str, str]) -> None:
    request = passed(path, **headers)
    assert hasattr(request, "session")
    assert hasattr(request, "user")
    assert hasattr(request, "_messages")
