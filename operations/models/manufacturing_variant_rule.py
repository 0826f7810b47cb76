"""The models of manufacturing variant rules, and of the workplaces and tools that they are about."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .setup_transition_rule import GroupRule
from .tool import Tool
from .workplace import Workplace


def _factor() -> "models.FloatField[float | None, float | None]":
    return models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])


def _ratio() -> "models.FloatField[float | None, float | None]":
    return models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])


class ManufacturingVariantRule(GroupRule):
    """How certain materials are made at certain workplaces with certain tools, and what delays that."""

    conditions = FoldedCharField(max_length=500)
    additional_conditions = FoldedCharField(max_length=500, blank=True, default="")
    process_availability = _ratio()
    performance = _ratio()
    quality_rate = _ratio()
    additional_setup_time = models.PositiveBigIntegerField(null=True, blank=True, help_text="In milliseconds.")
    intermediate_setup_interval = _factor()
    intermediate_setup_time = models.PositiveBigIntegerField(null=True, blank=True, help_text="In milliseconds.")
    staff_capacity_factor = _factor()
    skill_factor = _factor()


class VariantRuleWorkplaceLink(Resource):
    """That a manufacturing variant is for a workplace."""

    manufacturing_variant_rule = models.ForeignKey(
        ManufacturingVariantRule, models.CASCADE, related_name="workplace_links"
    )
    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="variant_rule_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturing_variant_rule", "workplace"], name="variant_rule_workplace_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.manufacturing_variant_rule_id} at {self.workplace_id}"


class VariantRuleToolLink(Resource):
    """That a manufacturing variant takes a tool."""

    manufacturing_variant_rule = models.ForeignKey(ManufacturingVariantRule, models.CASCADE, related_name="tool_links")
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="variant_rule_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturing_variant_rule", "tool"], name="variant_rule_tool_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.manufacturing_variant_rule_id} with {self.tool_id}"
