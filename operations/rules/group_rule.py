"""What may stand in rules of workplace groups: conditions on materials, as RSQL writes them.

``color==black;width=lt=40`` asks for both, a comma for either; numbers of materials are separated by commas, each alone
or as ``materialNumber==0815``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from math import isfinite
from operator import ge, gt, le, lt
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub import errors
from hub.fields.folded import fold
from operations.models import ManufacturingVariantRule, SetupTransitionRule
from operations.models.setup_transition_rule import GroupRule

EXPECTED = _("Expected conditions such as color==black;width=lt=40.")
NUMBERS = _("Expected numbers of materials, separated by commas.")
MATERIAL_NUMBER = GroupRule.Criterion.MATERIAL_NUMBER
SAYS = "materialNumber=="
COMPARISON = re.compile(r"==|!=|=lt=|=le=|=gt=|=ge=")
ORDER: dict[str, Callable[[Any, Any], bool]] = {"=lt=": lt, "=le=": le, "=gt=": gt, "=ge=": ge}
#: Any of them, each a list of (name, comparison, value) that must all hold.
Conditions = list[list[tuple[str, str, str]]]


def conditions(text: str) -> Conditions:
    """What ``text`` asks for; a ValueError where it is none."""
    return [[_condition(one) for one in part.split(";")] for part in text.split(",")]


def _condition(text: str) -> tuple[str, str, str]:
    found = COMPARISON.search(text)
    name, value = (text[: found.start()].strip(), text[found.end() :].strip()) if found else ("", "")
    if found is None or not name or not value:
        raise ValueError(text)
    return fold(name), found[0], value


def numbers(text: str) -> list[str]:
    """The numbers of materials that ``text`` names; a ValueError where one is missing."""
    found = [one.strip().removeprefix(SAYS).strip() for one in text.split(",")]
    if not all(found):
        raise ValueError(text)
    return found


def holds(wanted: Conditions, known: Mapping[str, str]) -> bool:
    """Whether characteristics, values by folded name, are as ``wanted``; what is not known is not as wanted."""
    return any(all(_one(known.get(name), how, value) for name, how, value in part) for part in wanted)


def _one(known: str | None, how: str, value: str) -> bool:
    if known is None:
        return False
    left, right = _number(known), _number(value)
    if how in ORDER:
        return left is not None and right is not None and ORDER[how](left, right)
    same = left == right if left is not None and right is not None else fold(known) == fold(value)
    return same if how == "==" else not same


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if isfinite(found) else None


# -- what may happen --------------------------------------------------------------------------------------------------


def _wrong(rule: GroupRule, *names: str) -> list[dict[str, Any]]:
    """The members among ``names`` that are no conditions of the rule's criterion."""
    by_number = rule.criterion == MATERIAL_NUMBER
    wrong = []
    for name in names:
        try:
            (numbers if by_number else conditions)(getattr(rule, name))
        except ValueError:
            wrong.append(errors.field_error(name, "invalid", NUMBERS if by_number else EXPECTED))
    return wrong


def setup_transition_rule_create(rule: SetupTransitionRule) -> None:
    """Conditions are conditions."""
    wrong = _wrong(rule, "predecessor_conditions", "successor_conditions")
    if wrong:
        raise errors.ValidationProblem(wrong)


def setup_transition_rule_change(rule: SetupTransitionRule, changed: set[str]) -> None:
    """They stay so."""
    setup_transition_rule_create(rule)


def manufacturing_variant_rule_create(rule: ManufacturingVariantRule) -> None:
    """Conditions are conditions."""
    wrong = _wrong(rule, "conditions")
    if wrong:
        raise errors.ValidationProblem(wrong)


def manufacturing_variant_rule_change(rule: ManufacturingVariantRule, changed: set[str]) -> None:
    """They stay so."""
    manufacturing_variant_rule_create(rule)


def with_delay(principal: Any, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """Each variant's ``delay_factor``: how many times longer it takes than where all runs well."""
    for item in items:
        ratios = [item["process_availability"], item["performance"], item["quality_rate"]]
        whole = None if None in ratios else ratios[0] * ratios[1] * ratios[2]
        factor = 1 / whole if whole else None
        item["delay_factor"] = factor if factor is not None and isfinite(factor) else None
