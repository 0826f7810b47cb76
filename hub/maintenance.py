"""Maintenance: while it lasts everything but health is answered 503 with ``Retry-After``, before anything is read.

Settings: ``MAINTENANCE`` (off, on, or the seconds after which clients should ask again), ``MAINTENANCE_FILE`` (as long
as this file is there, without a restart; it may hold the seconds), ``MAINTENANCE_EXEMPT`` (paths that go on).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hub import errors
from hub.problems.handler import problem_response

SECONDS = 300
_ON, _OFF = {"on", "true", "yes"}, {"", "off", "false", "no", "0"}


class Maintenance:
    """Stands behind RequestIdentity, so that these answers have their id and their line in the log as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wait = seconds()
        if wait is None or request.path.startswith(settings.MAINTENANCE_EXEMPT):
            return self.get_response(request)
        return problem_response(errors.Unavailable(wait), request)


def seconds() -> int | None:
    """After how many seconds to ask again; None when there is no maintenance."""
    named = str(settings.MAINTENANCE).strip().lower()
    if named not in _OFF:
        return SECONDS if named in _ON else _number(named)
    if not settings.MAINTENANCE_FILE:
        return None
    try:
        return _number(Path(settings.MAINTENANCE_FILE).read_text(encoding="ascii", errors="replace"))
    except OSError:
        return None


def _number(text: str) -> int:
    """Whoever writes something else means maintenance all the same."""
    text = text.strip()
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 8 else SECONDS
