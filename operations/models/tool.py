"""The model of tools."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class Tool(Resource):
    """A tool with its edges; it is known by up to three identifiers."""

    identifier1 = FoldedCharField(max_length=100)
    identifier2 = FoldedCharField(max_length=100, blank=True, default="")
    identifier3 = FoldedCharField(max_length=100, blank=True, default="")
    name = FoldedCharField(max_length=200, blank=True, default="")
    description = models.TextField(null=True, blank=True)
    document_url = FoldedCharField(max_length=500, blank=True, default="")
    group_name = FoldedCharField(max_length=100, blank=True, default="")
    group_identifier = FoldedCharField(max_length=100, blank=True, default="")
    class_name = FoldedCharField(max_length=100, blank=True, default="")
    class_identifier = FoldedCharField(max_length=100, blank=True, default="")

    current_life_time = models.PositiveBigIntegerField(null=True, blank=True)
    warning_life_time = models.PositiveBigIntegerField(null=True, blank=True)
    maximum_life_time = models.PositiveBigIntegerField(null=True, blank=True)

    state = FoldedCharField(max_length=100, default="AVAILABLE", editable=False)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "identifier2", "identifier3", "identifier1_folded"], name="tool_once"
            )
        ]

    def __str__(self) -> str:
        return self.identifier1
