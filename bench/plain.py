"""Assets as a DRF project would serve them: hyperlinked serializers, select_related, page numbers, a rights filter."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import include, path
from rest_framework import routers, serializers, viewsets

from bench import models


class AssetSerializer(serializers.HyperlinkedModelSerializer):
    """All columns that the hub shows; references as links."""

    class Meta:
        model = models.PlainAsset
        fields = [
            *("url", "id", "uuid", "serial_number", "description", "production_date", "last_seen_at"),
            *("product", "manufacturer", "status", "parent", "tenant", "created_at", "updated_at"),
        ]


def _named(of: Any) -> Any:
    class Serializer(serializers.HyperlinkedModelSerializer):
        class Meta:
            model = of
            fields = ["url", "id", "name"]

    class ViewSet(viewsets.ReadOnlyModelViewSet):
        queryset = of.objects.all()
        serializer_class = Serializer

    return ViewSet


class AssetViewSet(viewsets.ReadOnlyModelViewSet):
    """What the caller may read: everything of his tenant for admins, else what he holds a right on."""

    serializer_class = AssetSerializer

    def get_queryset(self) -> QuerySet[Any]:
        principal = self.request.user
        assets = models.PlainAsset.objects.filter(tenant=principal.tenant_id).order_by("id")
        assets = assets.select_related("product", "manufacturer", "status", "parent", "tenant")
        if principal.role == "admin":
            return assets
        holders = [principal.user_id, *(-group for group in principal.group_ids)]
        held = models.PlainRight.objects.filter(
            subject__in=holders, tenant_id=principal.tenant_id, kind="asset", object_id=OuterRef("pk")
        )
        return assets.filter(Exists(held))


router = routers.SimpleRouter()
router.register("plain/assets", AssetViewSet, "plainasset")
for _model in (models.PlainProduct, models.PlainManufacturer, models.PlainStatus, models.PlainTenant):
    router.register(f"plain/{_model._meta.model_name}", _named(_model), _model._meta.model_name)

urlpatterns = [path("", include(router.urls))]
