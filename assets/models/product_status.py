"""The model of product statuses."""

from django.db import models

from .coded import Coded


class ProductStatus(Coded):
    """Where a product stands in its sales life."""

    class Meta(Coded.Meta):
        verbose_name_plural = "product statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="product_status_code")]
