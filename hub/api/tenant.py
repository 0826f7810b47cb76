"""Tenants: the caller's own, and the public catalogues."""

from hub.access import ADMIN
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.models import Tenant
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet


class TenantSerializer(HalSerializer):
    """The shape of a tenant."""

    class Meta:
        model = Tenant
        fields = ["id", "uuid", "name", "description", "public_catalogue", "created_at", "updated_at"]
        read_only_fields = ["public_catalogue"]


class TenantFilter(ResourceFilterSet):
    """What tenants can be asked for."""

    class Meta:
        model = Tenant


class TenantViewSet(ResourceViewSet):
    """Tenants: an admin may rename its own; new ones are made by the platform operator."""

    entry = Entry(model=Tenant, path="tenants", writer=ADMIN, actions=frozenset({"update", "history", "search"}))
    serializer_class = TenantSerializer
    filterset_class = TenantFilter
