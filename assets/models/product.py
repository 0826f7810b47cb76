"""The model of products, and the link table of their categories."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .manufacturer import Manufacturer
from .product_category import ProductCategory
from .product_status import ProductStatus


class Product(Resource):
    """A type of asset that a manufacturer sells under a product code, and how long it is kept going."""

    class Risk(models.TextChoices):
        """How likely it is that it cannot be kept going."""

        UNDEFINED = "undefined", "Undefined"
        LOW = "low", "Low"
        MEDIUM = "medium", "Medium"
        HIGH = "high", "High"

    manufacturer = models.ForeignKey(Manufacturer, models.PROTECT, related_name="products")
    product_code = FoldedCharField(max_length=100)
    name = FoldedCharField(max_length=200, blank=True, default="")
    description = models.TextField(null=True, blank=True)
    status = models.ForeignKey(ProductStatus, models.PROTECT, null=True, blank=True, related_name="products")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="variants")
    phase_out_date = models.DateField(null=True, blank=True)
    order_stop_date = models.DateField(null=True, blank=True)
    spare_parts_until = models.DateField(null=True, blank=True)
    spare_sensors_until = models.DateField(null=True, blank=True)
    repair_until = models.DateField(null=True, blank=True)
    calibration_until = models.DateField(null=True, blank=True)
    risk_of_maintainability = models.CharField(max_length=16, choices=Risk.choices, default=Risk.UNDEFINED)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturer", "product_code_folded"], name="product_code_of_manufacturer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product_code} {self.name}".strip()


class ProductCategoryLink(Resource):
    """That a product stands in a category."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="category_links")
    category = models.ForeignKey(ProductCategory, models.PROTECT, related_name="product_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "product", "category"], name="product_category_once")]

    def __str__(self) -> str:
        return f"{self.product_id} in {self.category_id}"
