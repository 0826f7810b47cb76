"""The model of staff members."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext


class StaffMember(Resource):
    """Somebody who works in the plant."""

    staff_number = FoldedCharField(max_length=100)
    identification_number = FoldedCharField(max_length=100, blank=True, default="")
    first_name = FoldedCharField(max_length=100, blank=True, default="")
    last_name = FoldedCharField(max_length=100)
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="staff_members")
    state = FoldedCharField(max_length=100, default="SIGNED_OFF", editable=False)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "staff_number_folded"], name="staff_member_once")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
