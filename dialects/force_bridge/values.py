"""Single values as FORCE Bridge writes them: ids of 32 upper-case hex digits, moments with milliseconds, camelCase."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from hub.fields import timestamp

_ZONE = re.compile(r"[ +]([0-9]{2}):?([0-9]{2})\Z")
_MINUS = re.compile(r"(?<=[0-9])-([0-9]{2}):?([0-9]{2})\Z")
_HUMP = re.compile(r"(?<=[a-z0-9])([A-Z])")


@lru_cache(maxsize=1024)
def snake(name: str) -> str:
    """``targetStartDate`` -> ``target_start_date``."""
    return _HUMP.sub(r"_\1", name).lower()


@lru_cache(maxsize=1024)
def camel(name: str) -> str:
    """``target_start_date`` -> ``targetStartDate``."""
    head, *tail = name.split("_")
    return head + "".join(part[:1].upper() + part[1:] for part in tail)


def hexed(value: Any) -> str | None:
    """A UUID as 32 upper-case hex digits."""
    if value is None:
        return None
    return (value if isinstance(value, UUID) else UUID(str(value))).hex.upper()


def moment(value: datetime | str | None) -> str | None:
    """``2018-07-12T04:00:00.000Z``."""
    if isinstance(value, str):
        value = timestamp.parse(value)
    if value is None:
        return None
    if value.utcoffset():
        value = value.astimezone(UTC)
    return value.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"


def plain(value: Any) -> Any:
    """A canonical value; an empty text says nothing."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, UUID):
        return hexed(value)
    return None if value == "" else value


def zoned(value: Any) -> Any:
    """A moment as clients send it, for the hub: ``+0100`` gets its colon, and a space in a query was a plus."""
    if not isinstance(value, str) or "T" not in value:
        return value
    day, _t, time = value.partition("T")
    time = _MINUS.sub(r"-\1:\2", _ZONE.sub(r"+\1:\2", time))
    return f"{day}T{time}"
