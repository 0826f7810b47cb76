"""Tenant-wide permissions: what all members, a role or a group hold on every object of a kind."""

from hub.access import ADMIN
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import RightField
from permissions.models import TenantGrant
from permissions.rules.tenant_wide import tenant_grant_check


class TenantGrantSerializer(HalSerializer):
    """The shape of a tenant-wide grant."""

    right = RightField(with_none=True)

    class Meta:
        model = TenantGrant
        fields = ["id", "uuid", "applies_to", "right", "role", "group", "created_at", "updated_at"]


class TenantGrantFilter(ResourceFilterSet):
    """What tenant-wide grants can be asked for."""

    class Meta:
        model = TenantGrant


class TenantGrantViewSet(ResourceViewSet):
    """Tenant-wide grants, which an admin may change and take back."""

    entry = Entry(
        model=TenantGrant,
        path="tenant_permissions",
        group="platform",
        title=("applies_to",),
        rules=Rules(create=tenant_grant_check, change=lambda grant, _changed: tenant_grant_check(grant)),
        reader=ADMIN,
        writer=ADMIN,
        actions=frozenset({"create", "update", "delete", "history", "search"}),
    )
    serializer_class = TenantGrantSerializer
    filterset_class = TenantGrantFilter
