"""The model of health conditions."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset_status import AssetStatus


class HealthCondition(Resource):
    """Something that a device can say about its own health, known by its diagnosis code."""

    class Protocol(models.TextChoices):
        HART = "HART", "HART"
        PROFIBUS = "PROFIBUS", "PROFIBUS"
        ETHERNETIP = "ETHERNETIP", "EtherNet/IP"
        MODBUS = "MODBUS", "Modbus"
        OTHERS = "OTHERS", "Others"

    diagnosis_code = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    protocol = models.CharField(max_length=16, choices=Protocol.choices, default=Protocol.OTHERS)
    protocol_version = FoldedCharField(max_length=50, blank=True, default="")
    device_ident = FoldedCharField(max_length=100, blank=True, default="")
    product_identifier = FoldedCharField(max_length=100, blank=True, default="")
    hidden = models.BooleanField(default=False)
    #: How the device's message tells it: ``[{"type": "bit", "bit": 3}]``.
    rules = models.JSONField(default=list, blank=True)
    asset_status = models.ForeignKey(
        AssetStatus, models.PROTECT, null=True, blank=True, related_name="health_conditions"
    )

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "tenant",
                    "protocol",
                    "protocol_version_folded",
                    "device_ident_folded",
                    "product_identifier_folded",
                    "diagnosis_code_folded",
                ],
                name="health_condition_code",
            )
        ]

    def __str__(self) -> str:
        return self.diagnosis_code
