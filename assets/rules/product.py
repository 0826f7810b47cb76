"""What may happen to products."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from assets.models import Asset, Product
from hub import errors

from .tree import parent_check

MANUFACTURER_FIXED = _("Assets of this product exist; its manufacturer cannot change any more.")


def product_change(product: Product, changed: set[str]) -> None:
    """The manufacturer is fixed once there are assets: their serial numbers are unique by it."""
    if "parent" in changed:
        parent_check(product)
    if "manufacturer" in changed and Asset.objects.filter(product_id=product.pk).exists():
        raise errors.InUse(MANUFACTURER_FIXED)
