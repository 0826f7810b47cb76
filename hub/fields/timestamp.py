"""Timestamps on the wire: ISO 8601 with a zone in, UTC with ``Z`` out."""

from __future__ import annotations

import datetime
import re
from typing import Any

from rest_framework import serializers

EXPECTED = "Expected YYYY-MM-DDThh:mm[:ss[.ffffff]] with Z or ±hh:mm."
_PATTERN = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]{1,6}))?)?"
    r"(?:Z|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))"
)


def parse(text: str) -> datetime.datetime:
    """The moment in UTC; a ValueError for everything else (no zone, 24:00, leap seconds, week dates, outside the years
    1 to 9999 in UTC)."""
    if len(text) == 20 and text[4::3] == "--T::Z" and text[11:13] != "24":  # as nearly all are written
        return _read(text)
    match = _PATTERN.fullmatch(text)
    if match is None:
        raise ValueError(EXPECTED)
    if text[-1] == "Z" and text[11:13] != "24":  # which some Pythons take for the next day
        return _read(text)
    *numbers, fraction, sign, zone_hours, zone_minutes = match.groups()
    year, month, day, hour, minute, second = (int(number or 0) for number in numbers)
    try:
        moment = datetime.datetime(year, month, day, hour, minute, second, int((fraction or "").ljust(6, "0")))
        if sign:
            offset = datetime.timedelta(hours=int(zone_hours), minutes=int(zone_minutes))
            moment = moment - offset if sign == "+" else moment + offset
    except (ValueError, OverflowError):
        raise ValueError(EXPECTED) from None
    return moment.replace(tzinfo=datetime.UTC)


def _read(text: str) -> datetime.datetime:
    try:
        return datetime.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(EXPECTED) from None


def render(moment: datetime.datetime | None) -> str | None:
    """``2026-06-13T18:20:30Z``, with a fraction of six digits when it is not zero. ``moment`` is aware."""
    if moment is None:
        return None
    if moment.utcoffset():
        moment = moment.astimezone(datetime.UTC)
    return moment.replace(tzinfo=None).isoformat() + "Z"


class TimestampField(serializers.Field):
    """A moment in time."""

    default_error_messages = {"invalid": EXPECTED}

    render = staticmethod(render)

    def to_internal_value(self, data: Any) -> datetime.datetime:
        try:
            return parse(data)
        except (TypeError, ValueError):
            self.fail("invalid")

    def to_representation(self, value: datetime.datetime) -> str | None:
        return render(value)
