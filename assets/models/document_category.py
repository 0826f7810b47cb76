"""The model of document categories."""

from django.db import models

from .coded import Coded


class DocumentCategory(Coded):
    """A branch of the tree in which documents are sorted."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Coded.Meta):
        verbose_name_plural = "document categories"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="document_category_code")]
