"""The model of staff member states."""

from django.db import models

from .coloured import Coloured


class StaffMemberState(Coloured):
    """Whether staff members are at work."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="staff_member_state_code")]
