"""What may stand in a list of characteristics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

MOST = 1000
OPTIONAL = frozenset({"unit"})
OBJECT = _("Expected an object.")
REQUIRED = _("This field is required.")
UNKNOWN = _("There is no such field.")


def read(data: Sequence[Any], fields: Mapping[str, Any]) -> list[dict[str, str]]:
    """The elements, checked by ``fields``; raises a ValidationError that names each bad one by its place."""
    found, wrong = [], {}
    for place, element in enumerate(data):
        values, problems = _element(element, fields)
        found.append(values)
        if problems:
            wrong[place] = problems
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]
    return found


def _element(element: Any, fields: Mapping[str, Any]) -> tuple[dict[str, str], Any]:
    if not isinstance(element, dict):
        return {}, [ErrorDetail(str(OBJECT), "invalid")]
    values: dict[str, str] = {}
    wrong: dict[str, Any] = {}
    for name in element:
        if name not in fields:
            wrong[name] = [ErrorDetail(str(UNKNOWN), "unknown")]
    for name, field in fields.items():
        if name in element:
            try:
                values[name] = field.run_validation(element[name])
            except ValidationError as problem:
                wrong[name] = problem.detail
        elif name in OPTIONAL:
            values[name] = ""
        else:
            wrong[name] = [ErrorDetail(str(REQUIRED), "required")]
    return values, wrong
