"""Media types out: which representation the caller gets, and the renderers that write it.

``request.accepted_renderer.shape`` tells the rest of the hub which form is wanted: ``hal``, ``json``, ``forms`` or
``html``. Data that is bytes already passes unchanged.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

import orjson
from django.utils.functional import Promise
from drf_hal_json.renderers import JsonHalRenderer
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer

from hub.hal import parsers as bodies

HAL = "application/hal+json"
JSON = "application/json"
HAL_FORMS = "application/prs.hal-forms+json"
PROBLEM = "application/problem+json"
HTML = "text/html"
_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_NAIVE_UTC
_LONGEST_ACCEPT = 1_000
_MOST_RANGES = 64


def _plain(value: Any) -> Any:
    """What orjson does not know: lazy texts, decimals, sets, iterators."""
    if isinstance(value, (Promise, Decimal)):
        return str(value)
    if isinstance(value, (bytes, memoryview)):
        raise TypeError("bytes have no place in JSON")
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def dumps(data: Any, *, indent: bool = False) -> bytes:
    """Compact JSON in UTF-8; times in UTC with ``Z``."""
    options = _OPTIONS | orjson.OPT_INDENT_2 if indent else _OPTIONS
    try:
        return orjson.dumps(data, _plain, options)
    except orjson.JSONEncodeError as exc:
        if "64-bit" not in str(exc):
            raise
        return orjson.dumps(_with_great_integers(data), _plain, options)


def _with_great_integers(value: Any) -> Any:
    """Integers that orjson refuses, as the text they are: a caller may well ask for page 10^23."""
    if isinstance(value, dict):
        return {key: _with_great_integers(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_with_great_integers(item) for item in value]
    if isinstance(value, int) and not -(2**63) <= value < 2**64:
        return orjson.Fragment(str(value).encode())
    return value


def instant(value: datetime | date | None) -> str | None:
    """A time as it stands on the wire, for places that write text themselves."""
    return None if value is None else orjson.dumps(value, option=_OPTIONS)[1:-1].decode()


class HalRenderer(JsonHalRenderer):
    """``application/hal+json``: links, embedded, members."""

    format = "hal"
    shape = "hal"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: dict[str, Any] | None = None
    ) -> bytes:
        if isinstance(data, bytes):
            return data
        if data is None:
            return b""
        return dumps(data, indent=bool((renderer_context or {}).get("indent")))


class PlainJsonRenderer(HalRenderer):
    """``application/json``: the same members, references instead of links."""

    media_type = JSON
    format = "json"
    shape = "json"


class HalFormsRenderer(HalRenderer):
    """``application/prs.hal-forms+json``: HAL with ``_templates``."""

    media_type = HAL_FORMS
    format = "forms"
    shape = "forms"


class ProblemRenderer(HalRenderer):
    """``application/problem+json`` (RFC 9457), whatever was asked for."""

    media_type = PROBLEM
    format = "problem"
    shape = "problem"


class Negotiation(BaseContentNegotiation):
    """Chooses by quality, then by how exactly the caller names a type, then in the view's order.

    Parameters of a media type are not looked at and never sent back.
    """

    def select_parser(self, request: Any, parsers: Iterable[Any]) -> Any:
        """The parser for the Content-Type; refuses (413) a body that announces itself over the view's limit."""
        parser = bodies.select(request.content_type, parsers)
        if parser is not None:
            bodies.check_announced_length(request)
        return parser

    def select_renderer(
        self, request: Any, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        renderers = list(renderers)
        accept = request.META.get("HTTP_ACCEPT", "")
        offered = tuple([str(renderer.media_type) for renderer in renderers])
        place = preferred(accept, offered)
        if place is None:
            raise NotAcceptable(available_renderers=renderers)
        return renderers[place], offered[place]


def preferred(accept: str, offered: tuple[str, ...]) -> int | None:
    """Place of the offered media type that an Accept header wants most; None when it wants none of them."""
    if not accept or accept == "*/*":
        return 0 if offered else None
    return _preferred(accept[:_LONGEST_ACCEPT], offered)


@lru_cache(maxsize=1_024)
def _preferred(accept: str, offered: tuple[str, ...]) -> int | None:
    ranges = _ranges(accept)
    if not ranges:
        return 0 if not accept.strip(", ") else None
    best: tuple[float, int] = (0.0, 0)
    chosen = None
    for place, media_type in enumerate(offered):
        found = _quality(media_type, ranges)
        if found[0] > 0 and found > best:
            best, chosen = found, place
    return chosen


def _ranges(accept: str) -> list[tuple[str, str, float]]:
    ranges = []
    for part in accept.lower().split(",")[:_MOST_RANGES]:
        media_type, *parameters = part.split(";")
        kind, slash, subtype = media_type.strip().partition("/")
        quality = _q(parameters)
        if slash and kind and subtype and quality is not None:
            ranges.append((kind, subtype, quality))
    return ranges


def _q(parameters: list[str]) -> float | None:
    for parameter in parameters:
        name, _equals, value = parameter.strip().partition("=")
        if name.strip() == "q":
            try:
                quality = float(value)
            except ValueError:
                return None
            return quality if 0.0 <= quality <= 1.0 else None
    return 1.0


def _quality(media_type: str, ranges: list[tuple[str, str, float]]) -> tuple[float, int]:
    """(quality, exactness) of the most exact range that covers ``media_type``."""
    kind, _slash, subtype = media_type.partition("/")
    best = (0.0, -1)
    for range_kind, range_subtype, quality in ranges:
        if (range_kind, range_subtype) == (kind, subtype):
            exactness = 2
        elif range_kind == kind and range_subtype == "*":
            exactness = 1
        elif range_kind == "*" and range_subtype == "*":
            exactness = 0
        else:
            continue
        if exactness > best[1] or (exactness == best[1] and quality > best[0]):
            best = (quality, exactness)
    return best


def wants_html(accept: str) -> bool:
    """Whether a browser asks: text/html comes before JSON."""
    return preferred(accept, (PROBLEM, HTML)) == 1
