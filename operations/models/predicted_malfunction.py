"""The model of predicted malfunctions."""

from django.db import models

from hub.models import Resource

from .operating_state import OperatingState
from .predicted_malfunction_scenario import PredictedMalfunctionScenario
from .workplace import Workplace


class PredictedMalfunction(Resource):
    """That a workplace will probably fail: from when on it is likely, and when it is critical."""

    predicted_malfunction_scenario = models.ForeignKey(
        PredictedMalfunctionScenario, models.CASCADE, related_name="malfunctions"
    )
    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="predicted_malfunctions")
    operating_state = models.ForeignKey(OperatingState, models.PROTECT, related_name="predicted_malfunctions")
    prewarning_date = models.DateTimeField(null=True, blank=True)
    critical_date = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.critical_date)
