"""Which page is wanted, and what a page says about itself: numbers, links, headers.

Two pagings: by number (``page``, 1-based) and by key (``after``, a cursor that belongs to one set of filters and one
order).
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import orjson
from django.conf import settings
from django.http import QueryDict
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from hub.errors import BadParameter

DEFAULT_SIZE, MAX_SIZE = 25, 100
#: Beyond this no table reaches: such a page is empty, and the database is not asked.
FARTHEST_OFFSET = 10**15


@dataclass(frozen=True, slots=True)
class PageRequest:
    """What the client asked for. ``after`` is None without cursor paging, else the key values of the last row seen
    (empty to begin)."""

    number: int
    size: int
    after: tuple[Any, ...] | None
    fingerprint: str
    skip: int | None = None

    @property
    def offset(self) -> int:
        if self.skip is not None:
            return self.skip
        return (self.number - 1) * self.size if self.after is None else 0

    @property
    def beyond(self) -> bool:
        """No collection is that long."""
        return self.offset > FARTHEST_OFFSET


@dataclass(frozen=True, slots=True)
class Window:
    """The rows that a caller within the hub wants, said without parameters: ``size`` of them in ``order`` (columns, the
    default without any), beyond the first ``offset`` or after a row with the key values ``after`` (empty to begin)."""

    size: int
    offset: int = 0
    after: tuple[Any, ...] | None = None
    order: tuple[str, ...] = ()

    def request(self) -> PageRequest:
        skip = self.offset if self.after is None else None
        return PageRequest(1, self.size, self.after, "", skip)


def _number(query: QueryDict, name: str, default: int, most: int | None) -> int:
    text = query.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 100 or int(text) < 1:
        raise BadParameter(name, _("Expected a whole number from 1 on."))
    if most is not None and int(text) > most:
        raise BadParameter(name, _("At most {most}.").format(most=most))
    return int(text)


def page_request(
    query: QueryDict, question: bytes, *, default: int = DEFAULT_SIZE, most: int = MAX_SIZE
) -> PageRequest:
    """Read ``page``, ``per_page`` and ``after``; a cursor is bound to ``question``: the filters and the order."""
    fingerprint = hashlib.blake2b(question, key=settings.SECRET_KEY.encode()[:64], digest_size=9).hexdigest()
    size = _number(query, "per_page", default, most)
    after = query.get("after")
    if after is None:
        return PageRequest(_number(query, "page", 1, None), size, None, fingerprint)
    if "page" in query:
        raise BadParameter("after", _("Use either page or after."))
    return PageRequest(1, size, _read_cursor(after, fingerprint), fingerprint)


def _read_cursor(text: str, fingerprint: str) -> tuple[Any, ...]:
    if not text:
        return ()
    try:
        mark, values = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        valid = isinstance(mark, str) and isinstance(values, list) and constant_time_compare(mark[:18], fingerprint)
        seal = _seal(fingerprint, values)
        if valid and constant_time_compare(mark[18:], seal):
            return tuple(values)
    except (ValueError, TypeError):
        pass
    raise BadParameter("after", _("This cursor was made for another question; begin again with an empty one."))


def _seal(fingerprint: str, values: list[Any]) -> str:
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(fingerprint.encode() + orjson.dumps(values), key=key, digest_size=6).hexdigest()


def cursor(fingerprint: str, values: list[Any]) -> str:
    """The text that continues after the row with these key values."""
    plain = orjson.loads(orjson.dumps(values))
    return base64.urlsafe_b64encode(orjson.dumps([fingerprint + _seal(fingerprint, plain), plain])).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Page:
    """One page found: its rows' representations, the total, and the cursor that continues, if any."""

    items: list[dict[str, Any]]
    total: int
    wanted: PageRequest
    next_cursor: str | None = None

    @property
    def count(self) -> int:
        return -(-self.total // self.wanted.size)

    def links(self, path: str, query: QueryDict) -> dict[str, str]:
        """The hrefs of first, prev, next and last; absent ones are left out."""

        def href(**changes: Any) -> str:
            kept = [(name, value) for name, value in query.items() if name not in ("page", "after")]
            return f"{path}?{urlencode(kept + list(changes.items()), safe='*,:!')}"

        if self.wanted.after is not None:
            found = {"first": href(after="")}
            if self.next_cursor is not None:
                found["next"] = href(after=self.next_cursor)
            return found
        number, last = self.wanted.number, max(self.count, 1)
        found = {"first": href(page=1)}
        if number > 1:
            found["prev"] = href(page=min(number - 1, last))
        if number < last:
            found["next"] = href(page=number + 1)
        found["last"] = href(page=last)
        return found

    def figures(self) -> dict[str, Any]:
        """The numbers of ``pagination``; a cursor page has no number."""
        figures = {"total_count": self.total, "page_count": self.count, "per_page": self.wanted.size}
        if self.wanted.after is None:
            figures["page"] = self.wanted.number
        return figures

    def headers(self, links: dict[str, str]) -> dict[str, str]:
        headers = {
            "Link": ", ".join(f'<{href}>; rel="{rel}"' for rel, href in links.items()),
            "X-Total-Count": str(self.total),
            "X-Per-Page": str(self.wanted.size),
        }
        if self.wanted.after is None:
            headers["X-Page"] = str(self.wanted.number)
        return headers
