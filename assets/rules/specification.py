"""What may stand in a set of specifications, and how a change is merged into it."""

from __future__ import annotations

from typing import Any

import orjson
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from assets.models.specification import VECTOR
from hub import errors
from hub.fields import timestamp
from hub.fields.folded import storable

MOST_KEYS, LONGEST_KEY, LONGEST_VALUE, LONGEST_UNIT = 1000, 128, 6000, 50
Map = dict[str, Any]
#: Members that are the hub's own; an echoed body may carry them.
OWN = frozenset({"updated_at"})

OBJECT = _("Expected an object.")
TEXT = _("Expected text.")
MOST = _("At most %(most)d keys.")
LENGTH = _("At most %(most)d characters.")
BLANK = _("A key has at least one character that is not blank.")
CHARACTERS = _("NUL characters and lone surrogates are not allowed.")
UNKNOWN = _("There is no such field.")
BOOLEAN = _("Expected true or false.")
PAIRS = _("The value of a vector is a list of objects with one key each.")


def read(data: Any, *, visible: bool, partial: bool) -> Map:
    """The map that a body gives, checked; raises a ValidationError that names each bad key. Only ``partial`` maps may
    name a key with null, which takes it away. ``visible``: entries may say ``ui_visible``."""
    if not isinstance(data, dict):
        raise ValidationError([_detail(OBJECT, "invalid")])
    if len(data) > MOST_KEYS:
        raise ValidationError([_detail(MOST % {"most": MOST_KEYS}, "too_many")])
    found: Map = {}
    wrong: dict[str, Any] = {}
    for key, entry in data.items():
        problem = _key_problem(key)
        if problem is not None:
            wrong[key] = [problem]
        elif entry is None and partial:
            found[key] = None
        elif not isinstance(entry, dict):
            wrong[key] = [_detail(OBJECT, "invalid")]
        else:
            found[key], problems = _entry(entry, visible)
            if problems:
                wrong[key] = problems
    if wrong:
        raise ValidationError(wrong)
    return found


def _detail(text: Any, code: str) -> ErrorDetail:
    return ErrorDetail(str(text), code)


def _key_problem(key: str) -> ErrorDetail | None:
    if len(key) > LONGEST_KEY:
        return _detail(LENGTH % {"most": LONGEST_KEY}, "max_length")
    if not key.strip():
        return _detail(BLANK, "blank")
    return None if storable(key) else _detail(CHARACTERS, "invalid")


def _entry(entry: Map, visible: bool) -> tuple[Map, dict[str, list[ErrorDetail]]]:
    found: Map = {}
    wrong: dict[str, list[ErrorDetail]] = {}
    readers: dict[str, Any] = {"value": _value, "unit": _unit, "source_timestamp": _moment}
    if visible:
        readers["ui_visible"] = _flag
    for name, raw in entry.items():
        if name in OWN:
            continue
        try:
            if name not in readers:
                raise ValidationError(UNKNOWN, "unknown")
            found[name] = readers[name](raw)
        except ValidationError as problem:
            wrong[name] = problem.detail  # type: ignore[assignment]
    if isinstance(found.get("value"), list) and found.get("unit", VECTOR) != VECTOR:
        wrong["value"] = [_detail(TEXT, "invalid")]
    return found, wrong


def _text(raw: Any, longest: int) -> str | None:
    if raw is not None and not isinstance(raw, str):
        raise ValidationError(TEXT, "invalid")
    if raw is not None and len(raw) > longest:
        raise ValidationError(LENGTH % {"most": longest}, "max_length")
    if raw is not None and not storable(raw):
        raise ValidationError(CHARACTERS, "invalid")
    return raw


def _value(raw: Any) -> Any:
    if not isinstance(raw, list):
        return _text(raw, LONGEST_VALUE)
    if not all(isinstance(pair, dict) and len(pair) == 1 for pair in raw):
        raise ValidationError(PAIRS, "invalid")
    if any(isinstance(value, (dict, list)) for pair in raw for value in pair.values()):
        raise ValidationError(PAIRS, "invalid")
    if len(orjson.dumps(raw)) > LONGEST_VALUE:
        raise ValidationError(LENGTH % {"most": LONGEST_VALUE}, "max_length")
    return raw


def _unit(raw: Any) -> str | None:
    return _text(raw, LONGEST_UNIT)


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValidationError(BOOLEAN, "invalid")
    return raw


def _moment(raw: Any) -> str | None:
    if raw is None:
        return None
    try:
        return timestamp.render(timestamp.parse(raw))
    except (TypeError, ValueError):
        raise ValidationError(timestamp.EXPECTED, "invalid") from None


def settle(instance: Any, values: Map, partial: bool, *, visible: bool) -> Map:
    """``values`` as they are written: a change merged into what is there, and each key that differs with the time."""
    given = values.get("specifications")
    if given is None:
        return values
    before: Map = instance.specifications or {}
    wanted: Map = dict(before) if partial else {}
    blank: Map = {"value": None, "unit": None, "source_timestamp": None, **({"ui_visible": False} if visible else {})}
    now = timestamp.render(timezone.now())
    for key, entry in given.items():
        if entry is None:
            wanted.pop(key, None)
            continue
        old = before.get(key)
        start = old if partial and old is not None else blank
        whole = {**start, **entry}
        whole.pop("updated_at", None)
        same = old is not None and whole == {name: value for name, value in old.items() if name != "updated_at"}
        wanted[key] = old if same else {**whole, "updated_at": now}
        if isinstance(whole["value"], list) and whole["unit"] != VECTOR:
            raise errors.ValidationProblem([errors.field_error(("specifications", key, "value"), "invalid", TEXT)])
    if len(wanted) > MOST_KEYS:
        detail = MOST % {"most": MOST_KEYS}
        raise errors.ValidationProblem([errors.field_error("specifications", "too_many", detail)])
    return {**values, "specifications": wanted}
