"""The model of assets."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.fields.partial_date import PartialDateField
from hub.models import Resource

from .asset_status import AssetStatus
from .manufacturer import Manufacturer
from .product import Product


class Asset(Resource):
    """A produced instance of a product, known by manufacturer and serial number."""

    serial_number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    production_date = PartialDateField(null=True, blank=True)
    product = models.ForeignKey(Product, models.PROTECT, related_name="assets")
    #: That of the product, repeated here because a constraint cannot span two tables.
    manufacturer = models.ForeignKey(Manufacturer, models.PROTECT, related_name="assets", editable=False)
    status = models.ForeignKey(AssetStatus, models.PROTECT, null=True, blank=True, related_name="assets")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturer", "serial_number_folded"], name="asset_serial_of_manufacturer"
            )
        ]

    def __str__(self) -> str:
        return self.serial_number
