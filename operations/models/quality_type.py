"""The model of quality types."""

from django.db import models

from .coloured import Coloured


class QualityType(Coloured):
    """What produced quantities are: yield, scrap, rework."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="quality_type_code")]
