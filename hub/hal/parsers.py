"""Media types in: the JSON parsers and the limit of a body.

A view allows more than ``HUB_BODY_LIMIT`` by its attribute ``body_limit`` (bytes); nothing is read beyond
``HUB_BODY_LIMIT_LARGE``, which Django knows as ``DATA_UPLOAD_MAX_MEMORY_SIZE``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_hal_json.parsers import JsonHalParser

from hub.errors import BadHeader, TooLarge, UnsupportedMedia
from hub.hal import strict

_UTF8 = frozenset({"", "utf-8", "utf8"})
_LONGEST_TYPE = 256


class HalParser(JsonHalParser):
    """``application/hal+json``, read strictly."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> dict[str, Any]:
        limit = body_limit((parser_context or {}).get("view"))
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(limit)
        return strict.read_object(body) if body else {}


class JsonParser(HalParser):
    """``application/json``."""

    media_type = "application/json"


class HalFormsParser(HalParser):
    """``application/prs.hal-forms+json``, for clients that send back what they were given."""

    media_type = "application/prs.hal-forms+json"


class MergePatchParser(HalParser):
    """``application/merge-patch+json`` (RFC 7396), another name for what PATCH takes anyway."""

    media_type = "application/merge-patch+json"


def body_limit(view: Any) -> int:
    """How many bytes a body may have on ``view``."""
    return getattr(view, "body_limit", None) or settings.HUB_BODY_LIMIT


def check_announced_length(request: Any) -> None:
    """Refuse by Content-Length, before a byte is read."""
    limit = body_limit(request.parser_context.get("view"))
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if not (length.isascii() and length.isdigit()):
        raise BadHeader("Content-Length", _("Expected a number of bytes."))
    if int(length[:20]) > limit:
        raise TooLarge(limit)


def select(content_type: str | None, parsers: Iterable[Any]) -> Any:
    """The parser for a Content-Type, or None (415). JSON comes in UTF-8 only."""
    if not content_type or len(content_type) > _LONGEST_TYPE:
        return None
    wanted, *parameters = content_type.lower().split(";")
    wanted = wanted.strip()
    for parser in parsers:
        if parser.media_type == wanted:
            if isinstance(parser, HalParser) and _charset(parameters) not in _UTF8:
                raise UnsupportedMedia(_("JSON is read in UTF-8 only."))
            return parser
    return None


def _charset(parameters: list[str]) -> str:
    for parameter in parameters:
        name, _equals, value = parameter.partition("=")
        if name.strip() == "charset":
            return value.strip().strip("\"'")
    return ""
