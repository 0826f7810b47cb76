"""The model of machines."""

from django.db import models

from assets.models import Asset
from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext
from .operation import Operation
from .workplace import Workplace


class Machine(Resource):
    """An asset that produces: the profile of it that production knows, one for an asset."""

    number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="machines")
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, blank=True, related_name="machines")
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="machines")
    #: What is in progress at its workplace: what was begun there last.
    current_operation = models.ForeignKey(
        Operation, models.PROTECT, null=True, blank=True, related_name="machines", editable=False
    )
    state = FoldedCharField(max_length=100, default="DOWNTIME", editable=False)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "asset"], name="machine_once")]

    def __str__(self) -> str:
        return self.number
