"""The model of software, and the link tables of what it runs on."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .product import Product
from .software_type import SoftwareType


class Software(Resource):
    """A software of assets in one version: a firmware, a device description."""

    name = FoldedCharField(max_length=200, blank=True, default="")
    version_number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    type = models.ForeignKey(SoftwareType, models.PROTECT, related_name="softwares")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "type", "name_folded", "version_number_folded"], name="software_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version_number}".strip()


class AssetSoftwareLink(Resource):
    """That a software runs on an asset."""

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="software_links")
    software = models.ForeignKey(Software, models.PROTECT, related_name="asset_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "asset", "software"], name="asset_software_once")]

    def __str__(self) -> str:
        return f"{self.software_id} on {self.asset_id}"


class ProductSoftwareLink(Resource):
    """That a software is made for a product."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="software_links")
    software = models.ForeignKey(Software, models.CASCADE, related_name="product_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "product", "software"], name="product_software_once")]

    def __str__(self) -> str:
        return f"{self.software_id} for {self.product_id}"
