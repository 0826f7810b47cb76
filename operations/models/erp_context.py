"""The model of erp contexts."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class ErpContext(Resource):
    """The plant or personnel area of the business system that production belongs to."""

    class Type(models.TextChoices):
        """What the identifiers name."""

        PLANT = "PLANT", "Plant"
        PERSONNEL_AREA = "PERSONNEL_AREA", "Personnel area"

    type = models.CharField(max_length=32, choices=Type.choices, default=Type.PLANT)
    identifier1 = FoldedCharField(max_length=100)
    identifier2 = FoldedCharField(max_length=100, blank=True, default="")
    identifier3 = FoldedCharField(max_length=100, blank=True, default="")
    system_number = FoldedCharField(max_length=100, blank=True, default="")

    def __str__(self) -> str:
        return self.identifier1
