"""The model of planning scenarios, and what all scenarios have."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class Scenario(Resource):
    """A plan or a prediction for a period that is not in force."""

    description = models.TextField(null=True, blank=True)
    creator = FoldedCharField(max_length=200, blank=True, default="")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.creator or str(self.start_date)


class PlanningScenario(Scenario):
    """A plan that is not in force: assignments for a period, to be compared with others."""
