"""The model of staff members, and of the workplaces they are assigned to."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext
from .workplace import Workplace


class StaffMember(Resource):
    """Somebody who works in the plant."""

    staff_number = FoldedCharField(max_length=100)
    identification_number = FoldedCharField(max_length=100, blank=True, default="")
    first_name = FoldedCharField(max_length=100, blank=True, default="")
    last_name = FoldedCharField(max_length=100)
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="staff_members")
    state = FoldedCharField(max_length=100, default="SIGNED_OFF", editable=False)
    #: Where the login period that still lasts says that they are.
    current_workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="current_staff_members", editable=False
    )

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "staff_number_folded"], name="staff_member_once")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


class StaffMemberWorkplaceLink(Resource):
    """That a staff member is assigned to a workplace."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="workplace_links")
    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="staff_member_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "staff_member", "workplace"], name="staff_member_workplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.staff_member_id} at {self.workplace_id}"
