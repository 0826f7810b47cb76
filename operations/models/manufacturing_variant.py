"""The models of manufacturing variants: the ways in which an operation can be made, and where and with what."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .tool import Tool
from .workplace import Workplace


def _milliseconds() -> "models.PositiveBigIntegerField[int | None, int | None]":
    return models.PositiveBigIntegerField(null=True, blank=True, help_text="In milliseconds.")


def _factor() -> "models.FloatField[float | None, float | None]":
    return models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])


def _ratio() -> "models.FloatField[float | None, float | None]":
    bounds = [MinValueValidator(0), MaxValueValidator(1)]
    return models.FloatField(null=True, blank=True, validators=bounds, help_text="From 0 to 1.")


class ManufacturingVariant(Resource):
    """A way to make an operation: workplaces and tools together, and what is to be expected of it."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="manufacturing_variants")
    additional_conditions = FoldedCharField(max_length=500, blank=True, default="")
    delay_factor = _factor()
    process_availability = _ratio()
    performance = _factor()
    quality_rate = _ratio()
    processing_time = _milliseconds()
    additional_setup_time = _milliseconds()
    intermediate_setup_time = _milliseconds()
    staff_capacity_factor = _factor()
    skill_factor = _factor()

    def __str__(self) -> str:
        return self.additional_conditions or str(self.pk)


class ManufacturingVariantWorkplaceLink(Resource):
    """That a variant takes a workplace."""

    manufacturing_variant = models.ForeignKey(ManufacturingVariant, models.CASCADE, related_name="workplace_links")
    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="manufacturing_variant_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturing_variant", "workplace"], name="variant_workplace_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.manufacturing_variant_id} at {self.workplace_id}"


class ManufacturingVariantToolLink(Resource):
    """That a variant takes a tool."""

    manufacturing_variant = models.ForeignKey(ManufacturingVariant, models.CASCADE, related_name="tool_links")
    tool = models.ForeignKey(Tool, models.CASCADE, related_name="manufacturing_variant_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "manufacturing_variant", "tool"], name="variant_tool_once")
        ]

    def __str__(self) -> str:
        return f"{self.manufacturing_variant_id} with {self.tool_id}"
