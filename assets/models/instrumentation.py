"""The model of instrumentations, and the link tables of what does their work."""

from django.db import models
from django.db.models import Q

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .document import Document
from .instrumentation_status import InstrumentationStatus
from .instrumentation_type import InstrumentationType


class Instrumentation(Resource):
    """A functional place of the plant, known by its tag; assets come and go, the place stays."""

    class Criticality(models.TextChoices):
        UNDEFINED = "undefined", "Undefined"
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    class Accessibility(models.TextChoices):
        UNDEFINED = "undefined", "Undefined"
        EASY = "easy", "Easy"
        MODERATE = "moderate", "Moderate"
        DIFFICULT = "difficult", "Difficult"

    tag = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    criticality = models.CharField(max_length=16, choices=Criticality.choices, default=Criticality.UNDEFINED)
    accessibility = models.CharField(max_length=16, choices=Accessibility.choices, default=Accessibility.UNDEFINED)
    status = models.ForeignKey(
        InstrumentationStatus, models.PROTECT, null=True, blank=True, related_name="instrumentations"
    )
    type = models.ForeignKey(
        InstrumentationType, models.PROTECT, null=True, blank=True, related_name="instrumentations"
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "parent", "tag_folded"], condition=Q(parent__isnull=False), name="instrumentation_tag"
            ),
            models.UniqueConstraint(
                fields=["tenant", "tag_folded"], condition=Q(parent__isnull=True), name="instrumentation_tag_at_top"
            ),
        ]

    def __str__(self) -> str:
        return self.tag


class InstrumentationAssetLink(Resource):
    """That an asset does the work of an instrumentation."""

    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, related_name="asset_links")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="instrumentation_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "instrumentation", "asset"], name="instrumentation_asset_once")
        ]

    def __str__(self) -> str:
        return f"{self.asset_id} as {self.instrumentation_id}"


class InstrumentationDocumentLink(Resource):
    """That a document is about an instrumentation."""

    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="instrumentation_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "instrumentation", "document"], name="instrumentation_document_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.document_id} about {self.instrumentation_id}"
