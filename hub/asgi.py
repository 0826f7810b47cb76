"""The ASGI door: Django reads a body to its end before it looks at the request; here a doomed body is not read.

Wraps the ASGI application. The refusal itself (413, or 403 over plain http) is given by views and middleware as under
WSGI: they see the announced length, or a body of just over the limit.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings

#: What a form may hold beside its file.
ROOM_IN_FORM = 256_000

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Message, Receive, Send], Awaitable[None]]


class BodyGuard:
    """Stops reading where the answer is known to be a refusal."""

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            limit = settings.HUB_BODY_LIMIT_LARGE
            if headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data"):
                limit = max(limit, settings.HUB_UPLOAD_LIMIT + ROOM_IN_FORM)
            if _insecure(scope, headers) or _announced(headers) > limit:
                receive = _Bounded(receive, -1)
            else:
                receive = _Bounded(receive, limit)
        await self.application(scope, receive, send)


class _Bounded:
    """``receive`` up to just over ``limit`` bytes (nothing when it is negative)."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit + 1
        self._cut = False

    async def __call__(self) -> Message:
        if self._cut:
            # Django waits here for the client to leave; it stops waiting when its answer is sent.
            await asyncio.Event().wait()
        if self._left <= 0:
            self._cut = True
            return {"type": "http.request", "body": b"", "more_body": False}
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        body = message.get("body", b"")
        if len(body) >= self._left:
            self._cut = True
            return {"type": "http.request", "body": body[: self._left], "more_body": False}
        self._left -= len(body)
        return message


def _announced(headers: dict[bytes, bytes]) -> int:
    length = headers.get(b"content-length", b"")
    return int(length[:20]) if length.isdigit() else 0


def _insecure(scope: Message, headers: dict[bytes, bytes]) -> bool:
    if not settings.SECURE_SSL_REDIRECT or scope.get("scheme") == "https":
        return False
    if not settings.SECURE_PROXY_SSL_HEADER:
        return True
    name, value = settings.SECURE_PROXY_SSL_HEADER
    given = headers.get(name.removeprefix("HTTP_").replace("_", "-").lower().encode(), b"")
    return given.partition(b",")[0].strip().decode("latin-1") != value
