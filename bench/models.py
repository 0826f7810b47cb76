"""Assets as others would write them: plain models of the hub's tables to read, and own tables to write.

Those that are written have the columns and constraints of the hub's assets: only the way of saving differs.
"""

from __future__ import annotations

from django.db import models
from simple_history.models import HistoricalRecords

from hub.uuid7 import uuid7


class _Asset(models.Model):
    """The columns of an asset."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    tenant = models.ForeignKey("hub.Tenant", models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    translations = models.JSONField(default=dict, blank=True)
    serial_number = models.CharField(max_length=100)
    serial_number_folded = models.CharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    production_date = models.DateField(null=True, blank=True)
    production_date_precision = models.SmallIntegerField(null=True)
    product = models.ForeignKey("assets.Product", models.PROTECT, related_name="+")
    manufacturer = models.ForeignKey("assets.Manufacturer", models.PROTECT, related_name="+")
    status = models.ForeignKey("assets.AssetStatus", models.PROTECT, null=True, related_name="+")
    last_seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.serial_number


class UntrackedAsset(_Asset):
    """An asset whose changes nobody keeps."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturer", "serial_number_folded"], name="bench_untracked_serial"
            )
        ]
        indexes = [models.Index(fields=["tenant", "id"], name="bench_untracked_page")]


class UnrecordedAsset(_Asset):
    """A row of ``assets_asset``, with all its indexes and triggers, saved by Django alone."""

    class Meta:
        managed = False
        db_table = "assets_asset"


class SimplyTrackedAsset(_Asset):
    """An asset with plain django-simple-history."""

    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "manufacturer", "serial_number_folded"], name="bench_tracked_serial"
            )
        ]
        indexes = [models.Index(fields=["tenant", "id"], name="bench_tracked_page")]


# -- the hub's tables, through models that know nothing of the hub ----------------------------------------------------


class _Named(models.Model):
    name = models.CharField(max_length=200)

    class Meta:
        abstract = True
        managed = False

    def __str__(self) -> str:
        return self.name


class PlainTenant(_Named):
    """A row of ``hub_tenant``."""

    class Meta(_Named.Meta):
        db_table = "hub_tenant"


class PlainManufacturer(_Named):
    """A row of ``assets_manufacturer``."""

    class Meta(_Named.Meta):
        db_table = "assets_manufacturer"


class PlainProduct(_Named):
    """A row of ``assets_product``."""

    class Meta(_Named.Meta):
        db_table = "assets_product"


class PlainStatus(_Named):
    """A row of ``assets_assetstatus``."""

    class Meta(_Named.Meta):
        db_table = "assets_assetstatus"


class PlainRight(models.Model):
    """A row of ``permissions_effectiveright``."""

    pk = models.CompositePrimaryKey("subject", "tenant_id", "kind", "object_id")
    subject = models.BigIntegerField()
    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    level = models.SmallIntegerField()

    class Meta:
        managed = False
        db_table = "permissions_effectiveright"

    def __str__(self) -> str:
        return f"{self.subject}: {self.level} on {self.object_id}"


class PlainAsset(models.Model):
    """A row of ``assets_asset``, as far as it is shown."""

    uuid = models.UUIDField()
    tenant = models.ForeignKey(PlainTenant, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    serial_number = models.CharField(max_length=100)
    description = models.TextField(null=True)
    production_date = models.DateField(null=True)
    product = models.ForeignKey(PlainProduct, models.PROTECT, related_name="+")
    manufacturer = models.ForeignKey(PlainManufacturer, models.PROTECT, related_name="+")
    status = models.ForeignKey(PlainStatus, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    last_seen_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "assets_asset"

    def __str__(self) -> str:
        return self.serial_number
