"""Lists that are put together here: parts of the past within bounds, in an order, a page of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from hub import errors
from hub.fields import timestamp
from hub.viewsets.paging import DEFAULT_SIZE, MAX_SIZE

from .resource import Body
from .view import NetilionView

Stamp = Callable[[Body], datetime | None]


def moment(name: str, text: str) -> datetime:
    """A timestamp of a query; a plus that nobody encoded arrives as a blank."""
    try:
        return timestamp.parse(text.replace(" ", "+"))
    except (TypeError, ValueError):
        raise errors.BadParameter(name, timestamp.EXPECTED) from None


def stamped(item: Body, name: str) -> datetime | None:
    """The time that a member of an item tells."""
    value = item.get(name)
    return timestamp.parse(value) if isinstance(value, str) else value


def within(items: list[Body], stamp: Stamp, query: Any, start: str, end: str) -> list[Body]:
    """Those from ``start`` to ``end``; ``+T`` takes the one before along, ``T+`` the one after."""
    if start not in query and end not in query:
        return items
    dated = sorted(((at, item) for item in items if (at := stamp(item)) is not None), key=lambda pair: pair[0])
    first, last = 0, len(dated)
    if start in query:
        text = query[start]
        wanted = moment(start, text.lstrip("+ "))
        first = sum(at < wanted for at, _item in dated)
        first -= 1 if text[:1] in "+ " and first else 0
    if end in query:
        text = query[end]
        wanted = moment(end, text.rstrip("+ "))
        last = sum(at <= wanted for at, _item in dated)
        last += 1 if text[-1:] in "+ " and last < len(dated) else 0
    return [item for _at, item in dated[first:last]]


def ordered(items: list[Body], query: Any, stamps: dict[str, Stamp], default: str) -> list[Body]:
    """In the order that ``order_by`` names; what has no time comes last."""
    text = query.get("order_by", default)
    stamp = stamps.get(text.lstrip("-"))
    if stamp is None:
        raise errors.BadParameter("order_by", f"Known are {', '.join(stamps)}.", "unknown")
    dated = [item for item in items if stamp(item) is not None]
    undated = [item for item in items if stamp(item) is None]
    return [*sorted(dated, key=lambda item: stamp(item), reverse=text.startswith("-")), *undated]  # type: ignore[arg-type,return-value]


def page(view: NetilionView, plural: str, items: list[Any]) -> Any:
    """One page of what has been put together."""
    number, size = wanted(view.request.query_params)
    return told(view, plural, items[(number - 1) * size : number * size], len(items), number, size)


def wanted(query: Any) -> tuple[int, int]:
    """Which page is asked for, and how long pages are."""
    size = min(_whole(query, "per_page", DEFAULT_SIZE), MAX_SIZE)
    return _whole(query, "page", 1), size


def told(view: NetilionView, plural: str, items: list[Any], total: int, number: int, size: int) -> Any:
    """The items of one page of so many in all."""
    count = max(1, -(-total // size))
    figures: Body = {"total_count": total, "page_count": -(-total // size), "per_page": size, "page": number}
    around = {"first": 1, "prev": min(number - 1, count), "next": number + 1, "last": count}
    there = {name: at for name, at in around.items() if 1 <= at <= count and (name != "prev" or number > 1)}
    return view.listed(plural, items, {**figures, **{name: f"?page={at}" for name, at in there.items()}})


def _whole(query: Any, name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        raise errors.BadParameter(name, "Expected a whole number from 1 on.")
    return int(text)
