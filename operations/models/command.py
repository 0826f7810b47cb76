"""The model of commands."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .machine import Machine
from .operation import Operation
from .workplace import Workplace


class Command(Resource):
    """Something that the hub is asked to have done; it tells how far it has come."""

    name = FoldedCharField(max_length=100)
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, blank=True, related_name="commands")
    machine = models.ForeignKey(Machine, models.PROTECT, null=True, blank=True, related_name="commands")
    operation = models.ForeignKey(Operation, models.PROTECT, null=True, blank=True, related_name="commands")
    parameters = models.JSONField(default=dict, blank=True)
    state = FoldedCharField(max_length=100, default="REQUESTED", editable=False)
    delivered_at = models.DateTimeField(null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return self.name
