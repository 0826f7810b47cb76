"""The model of document classifications."""

from django.db import models

from .coded import Coded


class DocumentClassification(Coded):
    """Who may see a document by its own nature: public, internal, confidential."""

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="document_classification_code")]
