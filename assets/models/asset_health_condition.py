"""The models of the health of assets, and of what products can say about theirs."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .health_condition import HealthCondition
from .product import Product


class AssetHealthCondition(Resource):
    """That an asset is in a health condition, on a channel of a module where it has several."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="health_condition_links")
    health_condition = models.ForeignKey(HealthCondition, models.CASCADE, related_name="asset_links")
    channel = FoldedCharField(max_length=100, blank=True, default="")
    module = FoldedCharField(max_length=100, blank=True, default="")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "asset", "health_condition", "module_folded", "channel_folded"],
                name="asset_health_condition_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.health_condition_id} of {self.asset_id}"


class ProductHealthConditionLink(Resource):
    """That assets of a product can be in a health condition."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="health_condition_links")
    health_condition = models.ForeignKey(HealthCondition, models.CASCADE, related_name="product_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "product", "health_condition"], name="product_health_condition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.health_condition_id} of {self.product_id}"
