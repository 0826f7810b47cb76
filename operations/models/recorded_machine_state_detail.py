"""The model of recorded states of machines, and of the details of them."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .machine import Machine
from .machine_state_detail import MachineStateDetail
from .workplace import Workplace


class RecordedMachineStateDetail(Resource):
    """A time for which a machine was in a state, at which workplace, and why."""

    machine = models.ForeignKey(Machine, models.CASCADE, related_name="recorded_machine_state_details")
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="recorded_machine_state_details"
    )
    state = FoldedCharField(max_length=100)
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)
    remark = FoldedCharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return self.state


class RecordedMachineStateDetailLink(Resource):
    """That a machine was in a state because of something."""

    recorded_machine_state_detail = models.ForeignKey(
        RecordedMachineStateDetail, models.CASCADE, related_name="detail_links"
    )
    machine_state_detail = models.ForeignKey(MachineStateDetail, models.PROTECT, related_name="recorded_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "recorded_machine_state_detail", "machine_state_detail"],
                name="recorded_machine_detail_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.machine_state_detail_id} of {self.recorded_machine_state_detail_id}"
