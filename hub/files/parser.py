"""``multipart/form-data`` where files are taken: members as text (objects and lists as JSON), files as uploads.

A body that breaks off is refused: the last boundary must have come.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http.multipartparser import MultiPartParser as DjangoParser
from django.http.multipartparser import MultiPartParserError
from django.utils.http import parse_header_parameters
from django.utils.translation import gettext as _
from rest_framework.parsers import BaseParser

from hub import errors
from hub.asgi import ROOM_IN_FORM
from hub.files.upload import Upload
from hub.hal import strict

MEDIA_TYPE = "multipart/form-data"


def is_form(request: Any) -> bool:
    """Whether the body announces itself as a form with files."""
    return str(request.META.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower() == MEDIA_TYPE


def body_limit() -> int:
    """How long a form with a file may be."""
    return int(settings.HUB_UPLOAD_LIMIT) + ROOM_IN_FORM


class FormParser(BaseParser):
    """Gives a view the same kind of body as JSON does: a dict whose files are ``Upload`` objects."""

    media_type = MEDIA_TYPE

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> dict[str, Any]:
        request = (parser_context or {})["request"]._request
        allow = getattr(getattr(request, "_stream", None), "allow", None)
        if allow is not None:  # a body without announced length, which the middleware bounds
            allow(body_limit())
        watched: Any = _Watched(stream)
        try:
            form, files = DjangoParser(request.META, watched, request.upload_handlers, "utf-8").parse()
        except MultiPartParserError as exc:
            raise errors.Malformed(_("The form cannot be read.")) from exc
        uploads = [file for found in files.lists() for file in found[1]]
        request.uploads = uploads
        if not watched.ended(request.META["CONTENT_TYPE"]):
            raise errors.BadRequest(_("The body could not be read to its end."))
        return _body(form, files)


def _body(form: Any, files: Any) -> dict[str, Any]:
    body: dict[str, Any] = {}
    wrong = []
    for name, given in [*form.lists(), *files.lists()]:
        if len(given) > 1 or name in body:
            wrong.append(errors.field_error([name], "duplicate", _("Give this member once.")))
        else:
            body[name] = given[0] if isinstance(given[0], Upload) else _value(given[0])
    if wrong:
        raise errors.ValidationProblem(wrong)
    return body


def _value(text: str) -> Any:
    """The text of a member; an object or a list (references, languages) is JSON."""
    if text[:1] not in ("{", "["):
        return text
    try:
        return strict.read_object(b'{"value":' + text.encode() + b"}")["value"]
    except (errors.Problem, UnicodeEncodeError):
        return text


class _Watched:
    """A stream that remembers its last bytes, and that it was over the limit of a form."""

    def __init__(self, stream: Any) -> None:
        self._stream, self._tail, self._left = stream, b"", body_limit()

    def read(self, size: int = -1) -> bytes:
        part: bytes = self._stream.read(size)
        self._left -= len(part)
        if self._left < 0:
            raise errors.TooLarge(int(settings.HUB_UPLOAD_LIMIT))
        self._tail = (self._tail + part)[-300:]
        return part

    def ended(self, content_type: str) -> bool:
        """The last boundary was read."""
        boundary = parse_header_parameters(content_type)[1].get("boundary", "")
        return f"--{boundary}--".encode() in self._tail
