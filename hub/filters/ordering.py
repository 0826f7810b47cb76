"""``order_by`` of a collection, and the templates of its links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.errors import BadParameter, ValidationProblem, did_you_mean, parameter_error

MOST_ORDERS = 3


def orders(filterset: Any) -> dict[str, tuple[str, ...]]:
    """The columns behind each name that can be ordered by."""
    return {name: one.order for name, one in filterset.base_filters.items() if one.order}


def ordering(filterset: Any, text: str | None) -> list[str]:
    """The columns to order by, ``-`` for descending; always total, because the id comes last.

    ``text`` is the parameter as given (``name,-created_at``; None without one).
    """
    if text is None:
        return ["id"]
    names = [name.strip() for name in text.split(",", MOST_ORDERS + 1)]
    if len(names) > MOST_ORDERS:
        raise BadParameter("order_by", _("At most %(most)d fields.") % {"most": MOST_ORDERS}, "too_many")
    known = orders(filterset)
    errors, columns = [], []
    for name in names:
        field = name.removeprefix("-")
        if field not in known:
            errors.append(parameter_error("order_by", "unknown", did_you_mean(field, known)))
            continue
        columns += ["-" + column if name.startswith("-") else column for column in known[field]]
    if errors:
        raise ValidationProblem(errors, extra={"allowed": sorted(known)}, slug="invalid-parameter")
    plain = [column.removeprefix("-") for column in columns]
    if len(set(plain)) < len(plain):
        raise BadParameter("order_by", _("Name each field once."), "repeated")
    if "id" in plain:  # nothing after it can matter
        return columns[: plain.index("id") + 1]
    # In the direction of the last column, so that one index can serve both.
    return [*columns, "-id" if columns[-1].startswith("-") else "id"]


def templated(parameters: Iterable[str]) -> str:
    """The query part of a URI template (RFC 6570): ``{?page,per_page}``."""
    names = ",".join(parameters)
    return f"{{?{names}}}" if names else ""
