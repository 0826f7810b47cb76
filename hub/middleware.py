"""What happens to every request before and after its view, API or not: who it is, whether it may come in at all, where
it goes.

Order: RequestIdentity outermost, then TransportSecurity, then RequestLimits. Settings: ``SECURE_SSL_REDIRECT`` (HTTPS
only), ``SECURE_REDIRECT_EXEMPT``, ``HUB_PATHS`` (where slashes do not count), ``HUB_ROOTS`` (that keep theirs).
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from io import IOBase
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from hub import context, errors, language, request_log
from hub.problems.handler import problem_response

API_VERSION = "1.0"
MAX_URL = 8_192
MAX_PARAMETERS = 100
MAX_HEADERS, MAX_HEADER_BYTES = 100, 16_384
_GIVEN_ID = re.compile(r"[A-Za-z0-9._:@/+=-]{1,128}")
_SLASHES = re.compile("//+")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PAIRS = [a + b for a in _CROCKFORD for b in _CROCKFORD]

Next = Callable[[HttpRequest], HttpResponse]


def ulid() -> str:
    """A request id that sorts by time: 48 bits of milliseconds, 80 bits of chance, in 26 letters."""
    number = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    return "".join([_PAIRS[number >> shift & 1023] for shift in range(120, -1, -10)])


class RequestIdentity:
    """Gives the request its id, language and context; the answer its common headers and its line in the log."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request_log.begin(request)
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        request_id = request.request_id = given if _GIVEN_ID.fullmatch(given) else ulid()
        code = request.language = language.best(request.META.get("HTTP_ACCEPT_LANGUAGE"))
        before = translation.get_language()
        translation.activate(language.django_name(code))
        try:
            with context.acting(None, request_id=request_id, language=code):
                response = self.get_response(request)
        finally:
            if before is None:
                translation.deactivate_all()
            else:
                translation.activate(before)
        headers = response.headers
        headers["X-Request-ID"] = request_id
        headers.setdefault("API-Version", API_VERSION)
        headers.setdefault("Content-Language", code)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        headers.setdefault("Referrer-Policy", "same-origin")
        request_log.finish(request, response)
        return response


class TransportSecurity:
    """HTTPS only where ``SECURE_SSL_REDIRECT`` says so: GET and HEAD are redirected, the rest is refused unread."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.SECURE_SSL_REDIRECT or request.is_secure() or _exempt(request.path):
            return self.get_response(request)
        if request.method in ("GET", "HEAD"):
            return HttpResponsePermanentRedirect(f"https://{request.get_host()}{request.get_full_path()}")
        return problem_response(errors.Problem(slug="insecure-transport"), request)


def _exempt(path: str) -> bool:
    path = path.lstrip("/")
    return any(re.search(pattern, path) for pattern in settings.SECURE_REDIRECT_EXEMPT)


class RequestLimits:
    """Refuses addresses and headers that are too long and addresses that hold NUL, settles slashes, makes chunked
    bodies readable, and answers a method that a page does not know like the API does."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        problem = _address_problem(request) or _header_problem(request)
        if problem is None:
            settle_path(request)
            if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
                problem = _open_chunked_body(request)
        if problem is not None:
            return problem_response(problem, request)
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed):  # of a page, which knows no problems
            allow = {"Allow": response.headers["Allow"]}
            return problem_response(errors.Problem(slug="method-not-allowed", headers=allow), request)
        return response

    def process_exception(self, request: Any, exception: Exception) -> HttpResponse | None:
        """A refusal that comes out of a page (the login of the admin)."""
        return problem_response(exception, request) if isinstance(exception, errors.Problem) else None


def _address_problem(request: Any) -> errors.Problem | None:
    query = request.META.get("QUERY_STRING", "")
    if len(query) + len(request.path_info) > MAX_URL:
        return errors.Problem(slug="uri-too-long", extra={"limit": MAX_URL})
    if query.count("&") >= MAX_PARAMETERS:
        return errors.BadRequest(_("At most %(count)d query parameters.") % {"count": MAX_PARAMETERS})
    if "%00" in query or "\0" in query:
        part = next(part for part in query.split("&") if "%00" in part or "\0" in part)
        name = unquote(part.partition("=")[0]).replace("\0", "\ufffd")
        return errors.BadParameter(name, _("The NUL character is not allowed."))
    if "\0" in request.path_info:
        return errors.NotFoundProblem()
    return None


def _header_problem(request: Any) -> errors.Problem | None:
    scope = getattr(request, "scope", None)
    if scope is not None:
        fields = scope["headers"]
        count, size = len(fields), sum([len(name) + len(value) for name, value in fields])
    else:
        sent = [(name, value) for name, value in request.META.items() if name.startswith("HTTP_")]
        count, size = len(sent), sum([len(name) - 5 + len(value) for name, value in sent])
    if count > MAX_HEADERS or size > MAX_HEADER_BYTES:
        extra = {"limit": MAX_HEADER_BYTES, "most": MAX_HEADERS}
        return errors.Problem(slug="headers-too-large", extra=extra)
    return None


def settle_path(request: Any) -> None:
    """Double and trailing slashes do not count where the API stands; nothing is redirected for them."""
    path = request.path_info
    settled = _SLASHES.sub("/", path) if "//" in path else path
    if settled + "/" in settings.HUB_ROOTS:
        settled += "/"
    elif settled.endswith("/") and settled not in settings.HUB_ROOTS:
        settled = settled[:-1]
    if settled != path and (settled + "/").startswith(settings.HUB_PATHS):
        request.path_info = settled
        request.path = request.META.get("SCRIPT_NAME", "").rstrip("/") + settled


class _Chunked(IOBase):
    """A body of unknown length, read to its end or to just over the limit."""

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._left = limit + 1

    def allow(self, limit: int) -> None:
        """Read further than others may: called before the first byte, where files are taken."""
        self._left = max(self._left, limit + 1)

    def read(self, size: int | None = -1) -> bytes:
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        parts = []
        while wanted > 0:
            part = self._stream.read(min(wanted, 65_536))
            if not part:
                break
            wanted -= len(part)
            self._left -= len(part)
            parts.append(part)
        return b"".join(parts)

    def readline(self, size: int | None = -1) -> bytes:  # type: ignore[override]
        raise NotImplementedError("A chunked body is read whole.")


def _open_chunked_body(request: Any) -> errors.Problem | None:
    """Django and DRF take a body without Content-Length for none: give them one that can be read, lazily."""
    stream = request.META.get("wsgi.input")
    if stream is None:  # ASGI: the body lies in a file already
        request.META["CONTENT_LENGTH"] = str(request._stream.seek(0, os.SEEK_END))
        request._stream.seek(0)
        return None
    if not request.META.get("wsgi.input_terminated"):
        return errors.Problem(slug="length-required")
    request._stream = _Chunked(stream, settings.HUB_BODY_LIMIT_LARGE)
    # Says only that there is a body; its length is checked while it is read.
    request.META["CONTENT_LENGTH"] = "1"
    return None
