"""The model of document statuses."""

from django.db import models

from .coded import Coded


class DocumentStatus(Coded):
    """Where a document stands in its life: draft, released, withdrawn."""

    class Meta(Coded.Meta):
        verbose_name_plural = "document statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="document_status_code")]
