"""How the value of a filter is read: from query text, or from JSON in a search. Knows no columns.

Each kind reads to one Python value or says what it expected; ``null`` and ``!null`` ask for absence and presence.
"""

from __future__ import annotations

import datetime
import math
import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.fields import partial_date, timestamp
from hub.fields.folded import fold, storable
from hub.fields.number import INT64

LONGEST = 256
_UUID = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_WHOLE = re.compile(r"[+-]?[0-9]{1,19}")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?")


class Refused(Exception):
    """A value that cannot be read: code, text for people, and its place in a list; ``all`` are the refusals of one."""

    def __init__(self, code: str, detail: Any, *at: int) -> None:
        super().__init__(code)
        self.code, self.detail, self.at = code, detail, at
        self.all: list[Refused] = [self]


@dataclass(frozen=True)
class Kind:
    """A kind of value. ``text`` reads a string, ``json`` whatever JSON holds; both raise ValueError otherwise.

    ``words``: the words null and !null are understood; ``absent``: a JSON null is; ``empty``: an empty text is a value.
    ``longest`` counts characters without stars.
    """

    expected: Any
    text: Callable[[str], Any]
    json: Callable[[Any], Any]
    schema: dict[str, Any] = field(default_factory=dict)
    words: bool = True
    absent: bool = True
    empty: bool = False
    longest: int = LONGEST

    def read(self, raw: str) -> Any:
        """From a query."""
        if self.words and raw in _WORDS:
            return _WORDS[raw]
        return self._read(self.text, raw)

    def read_json(self, raw: Any) -> Any:
        """From the body of a search."""
        if raw is None and self.absent:
            return ABSENT
        if self.words and isinstance(raw, str) and raw in _WORDS:
            return _WORDS[raw]
        return self._read(self.json, raw)

    def _read(self, reader: Callable[[Any], Any], raw: Any) -> Any:
        if isinstance(raw, str):
            if len(raw) > LONGEST or len(raw) - raw.count("*") > self.longest:
                raise Refused("too_long", _("At most %(most)d characters.") % {"most": self.longest})
            if not raw and not self.empty:
                raise Refused("blank", self.expected)
        try:
            return reader(raw)
        except (ValueError, TypeError):
            raise Refused("invalid", self.expected) from None


class _Mark:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return self.name


ABSENT, ANY = _Mark("ABSENT"), _Mark("ANY")
_WORDS = {"null": ABSENT, "!null": ANY}


def _string(reader: Callable[[str], Any]) -> Callable[[Any], Any]:
    def read(raw: Any) -> Any:
        if not isinstance(raw, str):
            raise TypeError
        return reader(raw)

    return read


def _whole(raw: str) -> int:
    if _WHOLE.fullmatch(raw) is None or int(raw) not in INT64:
        raise ValueError
    return int(raw)


def _json_whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or raw not in INT64:
        raise ValueError
    return raw


def _decimal(raw: str) -> Decimal:
    if _NUMBER.fullmatch(raw) is None:
        raise ValueError
    try:
        return Decimal(raw)
    except InvalidOperation:
        raise ValueError from None


def _json_decimal(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise TypeError
    return _decimal(raw if isinstance(raw, str) else str(raw))


def _float(raw: str) -> float:
    return _finite(_decimal(raw))


def _json_float(raw: Any) -> float:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        raise TypeError
    return _finite(raw)


def _finite(number: Any) -> float:
    try:
        found = float(number)
    except OverflowError:
        raise ValueError from None
    if not math.isfinite(found):
        raise ValueError
    return found


def _boolean(raw: str) -> bool:
    if raw.lower() not in ("true", "false"):
        raise ValueError
    return raw.lower() == "true"


def _json_boolean(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError
    return raw


def _uuid(raw: str) -> uuid.UUID:
    if _UUID.fullmatch(raw) is None:
        raise ValueError
    return uuid.UUID(raw)


def _reference(raw: str) -> int | uuid.UUID:
    return _uuid(raw) if len(raw) in (32, 36) else _whole(raw)


def _json_reference(raw: Any) -> int | uuid.UUID:
    return _uuid(raw) if isinstance(raw, str) else _json_whole(raw)


def _date(raw: str) -> datetime.date:
    found = partial_date.PartialDate.parse(raw)
    if found.precision != partial_date.DAY:
        raise ValueError
    return found.first()


def _text(raw: str) -> str:
    if not storable(raw):
        raise Refused("characters", _("NUL characters and lone surrogates are not allowed."))
    return fold(re.sub(r"\*+", "*", raw))


INTEGER = Kind(_("Expected a whole number."), _whole, _json_whole, {"type": "integer", "format": "int64"})
DECIMAL = Kind(_("Expected a number."), _decimal, _json_decimal, {"type": "number"})
FLOAT = Kind(_("Expected a number."), _float, _json_float, {"type": "number", "format": "double"})
BOOLEAN = Kind(_("Expected true or false."), _boolean, _json_boolean, {"type": "boolean"})
UUID = Kind(_("Expected a UUID."), _uuid, _string(_uuid), {"type": "string", "format": "uuid"})
REFERENCE = Kind(
    _("Expected an id or a UUID."),
    _reference,
    _json_reference,
    {"oneOf": [{"type": "integer", "format": "int64"}, {"type": "string", "format": "uuid"}]},
)
DATE = Kind(_("Expected YYYY-MM-DD."), _date, _string(_date), {"type": "string", "format": "date"})
PARTIAL_DATE = Kind(
    _("Expected YYYY, YYYY-MM or YYYY-MM-DD."),
    partial_date.PartialDate.parse,
    _string(partial_date.PartialDate.parse),
    {"type": "string", "examples": ["2016-06"]},
)
TIMESTAMP = Kind(
    _("Expected YYYY-MM-DDThh:mm[:ss[.ffffff]] with Z or ±hh:mm (in a query, + is written %2B)."),
    timestamp.parse,
    _string(timestamp.parse),
    {"type": "string", "format": "date-time"},
)
# "null" is a text like any other, and an empty text can be looked for.
TEXT = Kind(_("Expected text."), _text, _string(_text), {"type": "string"}, words=False, empty=True)
