"""What may happen to assets."""

from __future__ import annotations

from assets.models import Asset

from .tree import parent_check


def asset_create(asset: Asset) -> None:
    """An asset's manufacturer is that of its product."""
    asset.manufacturer_id = asset.product.manufacturer_id


def asset_change(asset: Asset, changed: set[str]) -> None:
    """Another product may bring another manufacturer; parents form no circle."""
    if "product" in changed and asset.manufacturer_id != asset.product.manufacturer_id:
        asset.manufacturer_id = asset.product.manufacturer_id
        changed.add("manufacturer")
    if "parent" in changed:
        parent_check(asset)
