"""The model of quality details."""

from django.db import models

from .coloured import Coloured
from .quality_type import QualityType


class QualityDetail(Coloured):
    """Why a quantity has its quality: scratched, too short."""

    quality_type = models.ForeignKey(QualityType, models.PROTECT, related_name="quality_details")

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="quality_detail_code")]
