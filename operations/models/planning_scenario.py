"""The model of planning scenarios."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class PlanningScenario(Resource):
    """A plan that is not in force: assignments for a period, to be compared with others."""

    description = models.TextField(null=True, blank=True)
    creator = FoldedCharField(max_length=200, blank=True, default="")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()

    def __str__(self) -> str:
        return self.creator or str(self.start_date)
