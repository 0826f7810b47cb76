"""Sending files: always as a download, never run by a browser; whole, in part (Range), or 304."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import http_date

from hub import errors
from hub.files import names
from hub.files.keeping import opened

CHUNK = 1 << 16
SAFETY = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
    "Vary": "Authorization, X-API-Key, Cookie",
    "Accept-Ranges": "bytes",
}
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def download(request: Any, file: Any, modified: datetime) -> Any:
    """The answer with the bytes of ``file``, a row of ``StoredFile`` or one of its versions."""
    etag = f'"{file.fingerprint}"'
    headers = {
        **SAFETY,
        "Content-Type": file.content_type,
        "Content-Disposition": names.disposition(file.file_name),
        "ETag": etag,
        "Last-Modified": http_date(int(modified.timestamp())),
    }
    if _holds(request.headers.get("If-None-Match", ""), etag):
        return _bare(304, {name: value for name, value in headers.items() if not name.startswith("Content-")})
    start, end = 0, file.size
    status = 200
    wanted = _wanted(request, etag, file.size)
    if wanted is not None:
        start, end = wanted
        if start >= end:
            raise errors.Problem(slug="range-not-satisfiable", headers={"Content-Range": f"bytes */{file.size}"})
        status, headers["Content-Range"] = 206, f"bytes {start}-{end - 1}/{file.size}"
    headers["Content-Length"] = str(end - start)
    if request.method == "HEAD":
        return _bare(status, headers)
    # Opened here, where the database still says who may read: the bytes flow when nothing is held any more.
    bytes_ = _Part(opened(file.file_key), start, end)
    streamed = bytes_.later() if isinstance(request._request, ASGIRequest) else bytes_
    response = StreamingHttpResponse(streamed, status=status, headers=headers)
    response._resource_closers.append(bytes_.close)  # type: ignore[attr-defined]
    return response


def _bare(status: int, headers: dict[str, str]) -> HttpResponse:
    response = HttpResponse(status=status)
    del response.headers["Content-Type"]
    for name, value in headers.items():
        response.headers[name] = value
    return response


def _holds(given: str, etag: str) -> bool:
    return any(tag.strip().removeprefix("W/") in (etag, "*") for tag in given.split(","))


def _wanted(request: Any, etag: str, size: int) -> tuple[int, int] | None:
    """The part that is asked for, from and to (exclusive); None for the whole. Several parts are answered whole."""
    match = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if match is None or not any(match.groups()) or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = match.groups()
    if not first:
        return (max(0, size - int(last)), size) if int(last) else (size, size)
    return int(first), min(int(last) + 1, size) if last else size


class _Part:
    """A part of an open file, in pieces."""

    def __init__(self, file: Any, start: int, end: int) -> None:
        self._file, self._left = file, end - start
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while piece := self._next():
            yield piece

    async def later(self) -> AsyncIterator[bytes]:
        read = sync_to_async(self._next, thread_sensitive=False)
        while piece := await read():
            yield piece

    def _next(self) -> bytes:
        piece: bytes = self._file.read(min(CHUNK, self._left)) if self._left > 0 else b""
        self._left -= len(piece)
        return piece

    def close(self) -> None:
        self._file.close()
