"""Production as others would write it: models of the hub's tables to read, a search over them, and forecasts with plain
django-simple-history to write.

Imported only where it is measured, so that it is no part of other databases.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import path
from rest_framework import generics, serializers
from simple_history.models import HistoricalRecords

from bench.models import PlainTenant
from hub.uuid7 import uuid7


class _Numbered(models.Model):
    number = models.CharField(max_length=100)

    class Meta:
        abstract = True
        managed = False
        app_label = "bench"

    def __str__(self) -> str:
        return self.number


class PlainMaterial(_Numbered):
    """A row of ``operations_material``."""

    class Meta(_Numbered.Meta):
        db_table = "operations_material"


class PlainWorkplace(_Numbered):
    """A row of ``operations_workplace``."""

    class Meta(_Numbered.Meta):
        db_table = "operations_workplace"


class PlainOrder(_Numbered):
    """A row of ``operations_productionorder``."""

    number_folded = models.CharField(max_length=100)

    class Meta(_Numbered.Meta):
        db_table = "operations_productionorder"


class PlainOperation(_Numbered):
    """A row of ``operations_operation``, as far as it is shown."""

    uuid = models.UUIDField()
    tenant = models.ForeignKey(PlainTenant, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    split = models.CharField(max_length=100)
    description = models.TextField(null=True)
    sequence_number = models.IntegerField(null=True)
    phase = models.CharField(max_length=100)
    start_date = models.DateTimeField(null=True)
    end_date = models.DateTimeField(null=True)
    production_order = models.ForeignKey(PlainOrder, models.PROTECT, related_name="+")
    material = models.ForeignKey(PlainMaterial, models.PROTECT, null=True, related_name="+")
    target_workplace = models.ForeignKey(PlainWorkplace, models.PROTECT, null=True, related_name="+")
    current_workplace = models.ForeignKey(PlainWorkplace, models.PROTECT, null=True, related_name="+")
    last_workplace = models.ForeignKey(PlainWorkplace, models.PROTECT, null=True, related_name="+")

    class Meta(_Numbered.Meta):
        db_table = "operations_operation"


class TrackedForecast(models.Model):
    """The columns of a forecast result, with plain django-simple-history."""

    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    tenant = models.ForeignKey("hub.Tenant", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    translations = models.JSONField(default=dict, blank=True)
    operation = models.ForeignKey("operations.Operation", models.CASCADE, related_name="+")
    workplace = models.ForeignKey("operations.Workplace", models.PROTECT, related_name="+")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    setup_start_date = models.DateTimeField(null=True)
    setup_end_date = models.DateTimeField(null=True)
    processing_start_date = models.DateTimeField(null=True)
    processing_end_date = models.DateTimeField(null=True)
    fixed = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return str(self.operation_id)


class OperationSerializer(serializers.ModelSerializer[PlainOperation]):
    """All columns that the hub shows; references by id and number."""

    class Meta:
        model = PlainOperation
        fields = [
            *("id", "uuid", "number", "split", "description", "sequence_number", "phase", "start_date", "end_date"),
            *("production_order", "material", "target_workplace", "current_workplace", "last_workplace"),
            *("tenant", "created_at", "updated_at"),
        ]
        depth = 1


class OperationSearch(generics.ListAPIView[PlainOperation]):
    """``POST {"production_order_number": […]}``: the operations of these orders, by page."""

    serializer_class = OperationSerializer

    def get_queryset(self) -> Any:
        principal: Any = self.request.user
        numbers = [str(number).casefold() for number in self.request.data["production_order_number"]]
        found = PlainOperation.objects.filter(
            tenant=principal.tenant_id, production_order__number_folded__in=numbers
        ).order_by("id")
        return found.select_related(
            "production_order", "material", "target_workplace", "current_workplace", "last_workplace", "tenant"
        )

    def post(self, request: Any) -> Any:
        """The page."""
        return self.list(request)


urlpatterns = [path("plain/operations/search", OperationSearch.as_view())]
