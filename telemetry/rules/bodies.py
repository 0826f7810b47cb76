"""Reads the body of a batch of values: everything wrong with it at once, each with its place."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assets.models import Unit
from hub import access, context, errors, registry
from hub.fields import timestamp
from hub.fields.folded import fold, storable
from hub.hal.reference import key_of
from telemetry.models import Quality
from telemetry.rules.ingest import Point, Values

MOST_VALUES, LONGEST_KEY = 100_000, 128
#: Clocks differ; what claims to be later than this is refused.
AHEAD = timedelta(days=1)
STATUSES = {label: int(code) for code, label in Quality.choices}

OBJECT, LIST = _("Expected an object."), _("Expected a list with at least one element.")
REQUIRED, UNKNOWN = _("This field is required."), _("There is no such field.")
NUMBER, BOOLEAN, TEXT = _("Expected a number."), _("Expected true or false."), _("Expected text.")
LENGTH = _("At least one character that is not blank, and at most %(most)d.")
STATUS = _("Expected one of %(names)s.") % {"names": ", ".join(STATUSES)}
FUTURE = _("This moment lies in the future.")
NO_UNIT = _("There is no such unit.")
MOST = _("At most %(most)d values at once.")

Where = tuple[object, ...]


class _Reader:
    def __init__(self) -> None:
        self.wrong: list[errors.Error] = []
        self.latest = timezone.now() + AHEAD
        self.units: dict[Any, int | None] = {}

    def refuse(self, where: Where, code: str, detail: Any) -> None:
        if len(self.wrong) < 100:
            self.wrong.append(errors.field_error(where, code, detail))

    def batch(self, body: Any) -> list[Values]:
        if not isinstance(body, dict):
            raise errors.ValidationProblem([errors.field_error("#", "invalid", OBJECT)])
        self.unknown((), body, {"values", "_links"})
        found = body.get("values")
        if not isinstance(found, list) or not found:
            self.refuse(("values",), "required" if found is None else "invalid", LIST)
            found = []
        sizes = (len(one["data"]) for one in found if isinstance(one, dict) and isinstance(one.get("data"), list))
        if sum(sizes) > MOST_VALUES:
            raise errors.TooLarge(MOST_VALUES, MOST % {"most": MOST_VALUES})
        return [self.values(("values", place), one) for place, one in enumerate(found)]

    def unknown(self, where: Where, given: dict[str, Any], known: set[str]) -> None:
        for name in given:
            if name not in known:
                self.refuse((*where, name), "unknown", UNKNOWN)

    def values(self, where: Where, given: Any) -> Values:
        if not isinstance(given, dict):
            self.refuse(where, "invalid", OBJECT)
            return Values("")
        self.unknown(where, given, {"key", "group", "unit", "data"})
        found = Values(self.name(where, given, "key"), self.name(where, given, "group"))
        if given.get("unit") is not None:
            found.unit_id = self.unit((*where, "unit"), given["unit"])
        data = given.get("data")
        if not isinstance(data, list) or not data:
            self.refuse((*where, "data"), "required" if data is None else "invalid", LIST)
            return found
        found.points = [self.point((*where, "data", place), one) for place, one in enumerate(data)]
        return found

    def name(self, where: Where, given: dict[str, Any], member: str) -> str:
        """A key or a group; only a key must be there."""
        text = given.get(member)
        if text is None or (text == "" and member == "group"):
            if member == "key":
                self.refuse((*where, member), "required", REQUIRED)
            return ""
        if not isinstance(text, str) or not storable(text):
            self.refuse((*where, member), "invalid", TEXT)
            return ""
        if not text.strip() or len(text) > LONGEST_KEY:
            self.refuse((*where, member), "max_length" if text.strip() else "blank", LENGTH % {"most": LONGEST_KEY})
        return text

    def unit(self, where: Where, given: Any) -> int | None:
        """The id of a unit that is named by reference or by code."""
        code = given.get("code") if isinstance(given, dict) and set(given) == {"code"} else None
        named = fold(code) if isinstance(code, str) else key_of(registry.get("unit"), given)
        if named not in self.units:
            self.units[named] = _unit_id(named, by_code=isinstance(code, str)) if named is not None else None
        if self.units[named] is None:
            self.refuse(where, "not_found", NO_UNIT)
        return self.units[named]

    def point(self, where: Where, given: Any) -> Point:
        found = Point(0.0)
        if not isinstance(given, dict):
            self.refuse(where, "invalid", OBJECT)
            return found
        if not given.keys() <= _POINT:
            self.unknown(where, given, _POINT)
        value = given.get("value")
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            self.refuse((*where, "value"), "required" if value is None else "invalid", NUMBER)
        else:
            found.value = float(value)
        if given.get("timestamp") is not None:
            found.timestamp = self.moment(where, given["timestamp"])
        status = given.get("status", "good")
        if not isinstance(status, str) or status not in STATUSES:
            self.refuse((*where, "status"), "invalid", STATUS)
        else:
            found.status = STATUSES[status]
        for name in ("simulated", "hold"):
            flag = given.get(name, False)
            if isinstance(flag, bool):
                setattr(found, name, flag)
            else:
                self.refuse((*where, name), "invalid", BOOLEAN)
        return found

    def moment(self, where: Where, given: Any) -> datetime | None:
        try:
            found = timestamp.parse(given)
        except (TypeError, ValueError):
            self.refuse((*where, "timestamp"), "invalid", timestamp.EXPECTED)
            return None
        if found > self.latest:
            self.refuse((*where, "timestamp"), "future", FUTURE)
        return found


_POINT = {"timestamp", "value", "status", "simulated", "hold"}


def _unit_id(named: Any, *, by_code: bool) -> int | None:
    """The unit among those that the caller may read; one of its own goes before a standard one."""
    rows = Unit.objects.order_by("tenant_id", "pk")
    principal = context.current().principal
    if principal is not None:
        rows = access.provider().narrow(rows, principal, "unit")
    column = "code_folded" if by_code else "pk" if isinstance(named, int) else "uuid"
    return rows.filter(**{column: named}).values_list("pk", flat=True).first()


def read(body: Any) -> list[Values]:
    """The batch that ``body`` holds; a validation problem with all errors when there are any."""
    reader = _Reader()
    found = reader.batch(body)
    if reader.wrong:
        raise errors.ValidationProblem(reader.wrong)
    return found
