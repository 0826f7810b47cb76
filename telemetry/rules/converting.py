"""Tells values in another unit of the same quantity; known are the standard units, by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from assets.models import Unit
from hub.errors import BadParameter
from hub.fields.folded import fold
from hub.filters import readable

#: What one of a unit is in the base unit of its quantity, and where its zero lies there.
UNITS: dict[str, tuple[str, float, float]] = {
    "kelvin": ("kelvin", 1, 0),
    "degree_celsius": ("kelvin", 1, 273.15),
    "pascal": ("pascal", 1, 0),
    "millibar": ("pascal", 100, 0),
    "bar": ("pascal", 100_000, 0),
    "metre": ("metre", 1, 0),
    "millimetre": ("metre", 0.001, 0),
    "metre_per_second": ("metre_per_second", 1, 0),
    "millimetre_per_second": ("metre_per_second", 0.001, 0),
    "cubic_metre": ("cubic_metre", 1, 0),
    "litre": ("cubic_metre", 0.001, 0),
    "cubic_metre_per_second": ("cubic_metre_per_second", 1, 0),
    "cubic_metre_per_hour": ("cubic_metre_per_second", 1 / 3600, 0),
    "second": ("second", 1, 0),
    "hour": ("second", 3600, 0),
}
#: Digits that are told: what converting adds to them is noise.
DIGITS = 12


def converted(value: float, code: str, to: str) -> float | None:
    """``value`` in the unit ``to``; None where the two are not of one quantity that is known here."""
    if code == to:
        return value
    source, target = UNITS.get(code), UNITS.get(to)
    if source is None or target is None or source[0] != target[0]:
        return None
    return float(f"{(value * source[1] + source[2] - target[2]) / target[1]:.{DIGITS}g}")


def tell_in(rows: Iterable[Any], wanted: Mapping[str, int]) -> None:
    """Let each row, a latest measurement, tell its value in the unit that is wanted for its key; 400 where that cannot
    be. The rows are not to be written then."""
    concerned = [row for row in rows if fold(row.series.key) in wanted]
    codes: dict[int, str] = dict(readable(Unit).filter(pk__in=set(wanted.values())).values_list("pk", "code"))
    if len(codes) < len(set(wanted.values())):
        raise BadParameter("key_unit_id", _("There is no such {name}.").format(name="unit"), "not_found")
    codes |= dict(Unit.objects.filter(pk__in={row.unit_id for row in concerned}).values_list("pk", "code"))
    for row in concerned:
        unit_id = wanted[fold(row.series.key)]
        value = converted(row.value, codes[row.unit_id], codes[unit_id])
        if value is None:
            detail = _("{key} cannot be told in this unit.").format(key=row.series.key)
            raise BadParameter("key_unit_id", detail, "not_convertible")
        row.value, row.unit_id = value, unit_id
