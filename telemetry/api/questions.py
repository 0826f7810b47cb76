"""What can be asked of the values of a key: the query read, and told to OpenAPI."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from hub.errors import BadParameter
from hub.fields import timestamp
from hub.fields.folded import fold
from hub.filters import values as kinds
from hub.filters.values import Kind, Refused
from telemetry.models import Series
from telemetry.rules.bodies import STATUSES
from telemetry.rules.reading import AGGREGATIONS, Window, seconds_of

KEY_IN_UNIT = re.compile(r"([^\[\]]+)\[([1-9][0-9]{0,17})\]")
DEFAULT_SIZE, MAX_SIZE = 100, 1000
MOST_PERIODS = 100
MOMENT: dict[str, Any] = {"type": "string", "format": "date-time"}
TEXT: dict[str, Any] = {"type": "string"}
FLAG: dict[str, Any] = {"type": "boolean"}
LATEST: dict[str, tuple[str, dict[str, Any]]] = {
    "key": ("Only these keys, in any case; a comma between several.", TEXT),
    "group": ("Only this group; empty for those of none.", TEXT),
    "key_unit_id": ("Told in these units, by their ids; a comma between several.", {**TEXT, "examples": ["level[9]"]}),
}
SPAN: dict[str, tuple[str, dict[str, Any]]] = {
    "from": ("From this moment on.", MOMENT),
    "to": ("Up to this moment, itself included.", MOMENT),
}
WINDOW: dict[str, tuple[str, dict[str, Any]]] = {
    **SPAN,
    "within": ("Only in any of these periods, from/to; a comma between several.", TEXT),
    "group": ("The group of the key, where it stands in several.", TEXT),
    "unit_id": ("Only values in this unit.", {"type": "integer"}),
    "status": ("Only values of this quality; a comma between several.", {**TEXT, "examples": list(STATUSES)}),
    "simulated": ("Only simulated values, or only the others.", FLAG),
    "hold": ("Only values on hold, or only the others.", FLAG),
    "order_by": ("By time, with a minus the latest first.", {**TEXT, "enum": ["timestamp", "-timestamp"]}),
    "revisions": ("Each value with those that it replaced.", {**TEXT, "enum": ["all"]}),
    "aggregation": ("What to make of the values of an interval.", {**TEXT, "enum": list(AGGREGATIONS)}),
    "interval": ("How long an interval is: 30s, 15m, 3h, 1d, 2w.", {**TEXT, "pattern": "^[1-9][0-9]{0,5}[smhdw]$"}),
    "include_total_count": ("Without it nothing is counted, and only next is told.", {**FLAG, "default": True}),
}
NUMBERS: dict[str, tuple[str, dict[str, Any]]] = {
    "page": ("The page, from 1 on.", {"type": "integer", "minimum": 1, "default": 1}),
    "per_page": (
        "How many on a page.",
        {"type": "integer", "minimum": 1, "maximum": MAX_SIZE, "default": DEFAULT_SIZE},
    ),
}


def _read(query: QueryDict, name: str, kind: Kind) -> Any:
    if name not in query:
        return None
    try:
        return kind.read(str(query[name]))
    except Refused as refusal:
        raise BadParameter(name, refusal.detail, refusal.code) from None


def moment(query: QueryDict, name: str) -> datetime | None:
    """A moment; null is none."""
    found = _read(query, name, kinds.TIMESTAMP)
    if found is not None and not isinstance(found, datetime):
        raise BadParameter(name, kinds.TIMESTAMP.expected)
    return found


def flag(query: QueryDict, name: str) -> bool | None:
    found = _read(query, name, kinds.BOOLEAN)
    if found is not None and not isinstance(found, bool):
        raise BadParameter(name, kinds.BOOLEAN.expected)
    return found


def span(query: QueryDict) -> tuple[datetime | None, datetime | None]:
    """``from`` and ``to``."""
    since, upto = moment(query, "from"), moment(query, "to")
    if since is not None and upto is not None and since > upto:
        raise BadParameter("to", _("It ends before it begins."), "before_from")
    return since, upto


def periods(query: QueryDict) -> tuple[tuple[datetime, datetime], ...] | None:
    """``within``: periods as ISO 8601 writes them, a slash between the ends."""
    if "within" not in query:
        return None
    found = [part.partition("/") for part in str(query["within"]).split(",")]
    try:
        if len(found) > MOST_PERIODS:
            raise ValueError
        return tuple((timestamp.parse(start.strip()), timestamp.parse(end.strip())) for start, _slash, end in found)
    except ValueError:
        detail = _("Expected periods such as 2026-01-01T00:00:00Z/2026-01-01T06:00:00Z, at most {most}.")
        raise BadParameter("within", detail.format(most=MOST_PERIODS)) from None


def window(query: QueryDict) -> Window:
    """Which measurements are meant."""
    since, upto = span(query)
    unit_id = _read(query, "unit_id", kinds.INTEGER)
    if unit_id is not None and not isinstance(unit_id, int):
        raise BadParameter("unit_id", kinds.INTEGER.expected)
    named = str(query["status"]).split(",") if "status" in query else []
    if any(name.strip() not in STATUSES for name in named):
        raise BadParameter("status", _("Expected one of %(names)s.") % {"names": ", ".join(STATUSES)})
    return Window(
        since=since,
        upto=upto,
        unit_id=unit_id,
        status=tuple(STATUSES[name.strip()] for name in named),
        simulated=flag(query, "simulated"),
        hold=flag(query, "hold"),
        within=periods(query),
    )


def one_of(query: QueryDict, name: str, known: tuple[str, ...]) -> str | None:
    """One of the words that are ``known``."""
    word = query.get(name)
    if word is not None and word not in known:
        raise BadParameter(name, _("Expected one of %(names)s.") % {"names": ", ".join(known)})
    return word


def aggregation(query: QueryDict) -> tuple[str, int] | None:
    """What to make of intervals, and how many seconds they have: both are given, or neither."""
    what = one_of(query, "aggregation", tuple(AGGREGATIONS))
    if what is None and "interval" not in query:
        return None
    seconds = seconds_of(query.get("interval", ""))
    if what is None:
        raise BadParameter("aggregation", _("An interval needs an aggregation."), "required")
    if seconds is None:
        raise BadParameter("interval", _("Expected a number and one of s, m, h, d, w."), "invalid")
    if "revisions" in query:
        raise BadParameter("revisions", _("Values put together have no revisions."))
    return what, seconds


def units(query: QueryDict) -> dict[str, int]:
    """The unit in which the value of a key is wanted, by the key without regard to case: ``level[9],temp[4]``."""
    found: dict[str, int] = {}
    for one in str(query["key_unit_id"]).split(",") if "key_unit_id" in query else ():
        match = KEY_IN_UNIT.fullmatch(one.strip())
        if match is None:
            raise BadParameter("key_unit_id", _("Expected a key with the id of a unit in brackets."))
        found[fold(match[1].strip())] = int(match[2])
    return found


def grouped(rows: QuerySet[Series], query: QueryDict) -> QuerySet[Series]:
    """Only those of the group that is asked for."""
    return rows.filter(group_folded=fold(str(query["group"]))) if "group" in query else rows
