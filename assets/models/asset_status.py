"""The model of asset statuses."""

from django.db import models

from .coded import Coded


class AssetStatus(Coded):
    """A condition in which assets of a tenant can be: active, failure, or one of its own."""

    class Meta(Coded.Meta):
        verbose_name_plural = "asset statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="asset_status_code")]
