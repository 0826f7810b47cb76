"""The model of customer specific settings."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class CustomerSpecificSetting(Resource):
    """A value that programs of a plant agree on, by topic: the hub keeps it and gives it no meaning."""

    code = FoldedCharField(max_length=100)
    topic = FoldedCharField(max_length=100, blank=True, default="")
    value = FoldedCharField(max_length=500, blank=True, default="")
    description = models.TextField(null=True, blank=True)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="customer_specific_setting_code")]

    def __str__(self) -> str:
        return self.code
