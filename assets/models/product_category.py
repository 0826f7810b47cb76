"""The model of product categories."""

from django.db import models

from .coded import Coded


class ProductCategory(Coded):
    """A branch of the tree in which products are sorted."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Coded.Meta):
        verbose_name_plural = "product categories"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="product_category_code")]
