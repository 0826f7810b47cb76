"""The model of operation phases."""

from django.db import models

from .coloured import Coloured


class OperationPhase(Coloured):
    """A phase that operations go through: released, set up, processing, completed."""

    in_progress = models.BooleanField(default=False, help_text="Whether operations in this phase are being worked on.")
    needs_workplace = models.BooleanField(default=False, help_text="Whether entering it takes a workplace.")

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="operation_phase_code")]
