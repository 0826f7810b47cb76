"""The model of what is reported about the statuses that assets had."""

from django.db import models

from hub.models import Resource

from .asset import Asset
from .asset_status import AssetStatus


class AssetStatusReport(Resource):
    """That an asset has had a status since a moment, told by somebody who knows."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="status_reports")
    status = models.ForeignKey(AssetStatus, models.PROTECT, related_name="reports")
    since = models.DateTimeField()

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "asset", "since"], name="asset_status_report_once"),
        ]

    def __str__(self) -> str:
        return f"{self.status_id} of {self.asset_id} since {self.since}"
