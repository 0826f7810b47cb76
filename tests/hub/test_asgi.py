"""Under ASGI a body that will be refused is not read to its end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from hub.asgi import BodyGuard


def run(scope: dict[str, Any], parts: list[bytes]) -> tuple[bytes, int]:
    """What the application reads, and how many messages the server was asked for."""
    messages = [
        {"type": "http.request", "body": part, "more_body": place + 1 < len(parts)} for place, part in enumerate(parts)
    ]
    asked = 0
    read = b""

    async def receive() -> Any:
        nonlocal asked
        asked += 1
        return messages.pop(0)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        nonlocal read
        while True:
            message = await receive()
            read += message["body"]
            if not message["more_body"]:
                break

    async def send(message: Any) -> None:
        pass

    full = {"type": "http", "scheme": "http", "headers": [], **scope}
    asyncio.run(asyncio.wait_for(BodyGuard(application)(full, receive, send), 5))
    return read, asked


def test_a_good_body_is_read_whole(settings: Any) -> None:
    settings.HUB_BODY_LIMIT_LARGE = 10
    assert run({}, [b"12345", b"67890"]) == (b"1234567890", 2)
    assert run({}, [b""]) == (b"", 1)


def test_a_body_announced_over_the_limit_is_not_read(settings: Any) -> None:
    settings.HUB_BODY_LIMIT_LARGE = 10
    assert run({"headers": [(b"content-length", b"11")]}, [b"12345678901"]) == (b"", 0)


def test_a_chunked_body_is_cut_just_over_the_limit(settings: Any) -> None:
    settings.HUB_BODY_LIMIT_LARGE = 10
    assert run({}, [b"123456", b"789012", b"345678"]) == (b"12345678901", 2)


@pytest.mark.parametrize(
    "scheme, forwarded, trusted, read",
    [
        ("https", None, False, True),
        ("http", None, False, False),
        ("http", b"https", False, False),
        ("http", b"https", True, True),
        ("http", b"http", True, False),
    ],
)
def test_a_body_over_plain_http_is_not_read(
    settings: Any, scheme: str, forwarded: bytes | None, trusted: bool, read: bool
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if trusted else None
    headers = [] if forwarded is None else [(b"x-forwarded-proto", forwarded)]
    assert run({"scheme": scheme, "headers": headers}, [b"{}"]) == ((b"{}", 1) if read else (b"", 0))
