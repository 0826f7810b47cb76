"""Two ways of paging: by offset, and by the moment and the id of an element, newest first.

A page says where it begins and ends; its links lead to those around it with everything else that was asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from hub import errors
from hub.fields import timestamp
from hub.hal.reference import MAX_ID, parse_key
from hub.viewsets.paging import FARTHEST_OFFSET, Window

from .resource import Body, Timeline
from .values import hexed, moment, zoned

MOST = 100
NEXT, PREVIOUS = "NEXT", "PREVIOUS"
OFFSETS = ("limit", "offset")
MOMENTS = ("paginationDirection", "paginationTimestamp", "paginationIdentifier")
PAGING = ("limit", *MOMENTS)


@dataclass(frozen=True)
class Page:
    """Which page is wanted: so many after ``offset``, or on one side of a moment and an element."""

    limit: int
    offset: int = 0
    direction: str = NEXT
    since: datetime | None = None
    identifier: str | None = None

    @property
    def begins(self) -> bool:
        """Nothing comes before it, in its direction."""
        return self.since is None and self.identifier is None

    @property
    def backwards(self) -> bool:
        return self.direction == PREVIOUS

    def window(self, timeline: Timeline | None, row: Body | None) -> Window:
        """The rows of it; ``row`` is the element that it begins behind, if that is there."""
        if timeline is None:
            return Window(self.limit, self.offset)
        sign = "" if self.backwards else "-"
        column, after = timeline.column, ()
        if row is not None:
            values = [] if column == "id" else [_exact(row[timeline.member])]
            return self._from(sign, column, (*values, row["id"]))
        if self.since is not None:
            # What the moment was cut to holds more than one moment.
            edge = self.since if self.backwards else self.since + timedelta(microseconds=999)
            return self._from(sign, timeline.member, (edge.isoformat(), 0 if self.backwards else MAX_ID))
        return self._from(sign, column, after)

    def _from(self, sign: str, column: str, after: tuple[Any, ...]) -> Window:
        columns = ["id"] if column == "id" else [column, "id"]
        return Window(self.limit, after=after, order=tuple(sign + one for one in columns))


def _exact(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def page_of(given: QueryDict, timeline: Timeline | None) -> Page:
    """The page that the query asks for."""
    limit = _whole(given, "limit", MOST, 1, MOST)
    if timeline is None:
        return Page(limit, _whole(given, "offset", 0, 0, None))
    direction = given.get("paginationDirection", NEXT)
    if direction not in (NEXT, PREVIOUS):
        raise errors.BadParameter("paginationDirection", _("Expected NEXT or PREVIOUS."))
    since, identifier = given.get("paginationTimestamp"), given.get("paginationIdentifier")
    if identifier is not None and parse_key(identifier) is None:
        raise errors.BadParameter("paginationIdentifier", _("Expected an id or a UUID."))
    try:
        found = None if since is None else timestamp.parse(zoned(since))
    except ValueError:
        raise errors.BadParameter("paginationTimestamp", timestamp.EXPECTED) from None
    return Page(limit, 0, direction, found, identifier)


def _whole(given: QueryDict, name: str, default: int, least: int, most: int | None) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 100:
        raise errors.BadParameter(name, _("Expected a whole number from {least} on.").format(least=least))
    number = int(text)
    if number < least:
        raise errors.BadParameter(name, _("Expected a whole number from {least} on.").format(least=least))
    if most is not None and number > most:
        raise errors.BadParameter(name, _("At most {most}.").format(most=most))
    return min(number, FARTHEST_OFFSET + 1)


@dataclass(frozen=True)
class Found:
    """A page that was found: its items in their order, how many there are in all, and whether there are more."""

    page: Page
    timeline: Timeline | None
    items: list[Body]
    total: int
    more: bool

    def figures(self) -> Body:
        """The member ``pagination``."""
        figures = {"offset": self.page.offset, "limit": self.page.limit, "count": len(self.items), "total": self.total}
        if self.timeline is None:
            return {**figures, "firstIdentifier": None, "lastIdentifier": None}
        ends = [self._identifier(self.items[place]) for place in (0, -1)] if self.items else [None, None]
        return {**figures, "offset": None, "firstIdentifier": ends[0], "lastIdentifier": ends[1]}

    def _identifier(self, item: Body) -> Body:
        assert self.timeline is not None
        return {"timestamp": moment(item[self.timeline.member]), "identifier": hexed(item["uuid"])}

    def hrefs(self, at: str, given: QueryDict) -> dict[str, str]:
        """The addresses of the pages around it, and its own."""
        kept = [(name, value) for name, values in given.lists() for value in values]
        rest = [(name, value) for name, value in kept if name not in ("offset", *MOMENTS)]

        def href(**changes: Any) -> str:
            asked = urlencode([*rest, *changes.items()], safe=",:*")
            return f"{at}?{asked}" if asked else at

        own = urlencode(kept, safe=",:*")
        found = {"self": f"{at}?{own}" if own else at}
        return {**found, **(self._by_moments(href) if self.timeline is not None else self._by_offset(href))}

    def _by_offset(self, href: Any) -> dict[str, str]:
        limit, offset = self.page.limit, self.page.offset
        found = {"first": href(offset=0)}
        if offset > 0:
            found["prev"] = href(offset=max(0, min(offset, self.total) - limit))
        if offset + limit < self.total:
            found["next"] = href(offset=offset + limit)
        return {**found, "last": href(offset=max(0, self.total - 1) // limit * limit)}

    def _by_moments(self, href: Any) -> dict[str, str]:
        assert self.timeline is not None
        found = {"first": href()}
        ahead, behind = (self.more, not self.page.begins)
        newer, older = (ahead, behind) if self.page.backwards else (behind, ahead)
        for relation, there, place, direction in (("prev", newer, 0, PREVIOUS), ("next", older, -1, NEXT)):
            if there and self.items:
                end = self._identifier(self.items[place])
                found[relation] = href(
                    paginationDirection=direction,
                    paginationTimestamp=end["timestamp"],
                    paginationIdentifier=end["identifier"],
                )
        return {**found, "last": href(paginationDirection=PREVIOUS)}
