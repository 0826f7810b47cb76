"""Tenant-wide permissions: what all members, a role or a group hold on every object of a kind."""

from fnmatch import fnmatchcase

from django.db.models import Q

from hub.access import ADMIN
from hub.filters import ResourceFilterSet, values
from hub.filters.kinds import HubFilter, among
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import RightField
from permissions.models import TenantGrant
from permissions.rules.tenant_wide import applicable, tenant_grant_check


class AppliesToFilter(HubFilter):
    """A kind, a group of kinds or all of them, without regard to case; as anywhere, a star stands for any text."""

    def __init__(self, field_name: str) -> None:
        super().__init__(field_name, kind=values.TEXT, commas=True)

    def among(self, given: list[str]) -> Q:
        known = [name for name in applicable() if any(fnmatchcase(name, _pattern(one)) for one in given)]
        return among(self.field_name, known) if known else Q(pk__in=())


def _pattern(text: str) -> str:
    """Only the star is special."""
    return text.replace("[", "[[]").replace("?", "[?]")


class TenantGrantSerializer(HalSerializer):
    """The shape of a tenant-wide grant."""

    right = RightField(with_none=True)

    class Meta:
        model = TenantGrant
        fields = ["id", "uuid", "applies_to", "right", "role", "group", "created_at", "updated_at"]


class TenantGrantFilter(ResourceFilterSet):
    """What tenant-wide grants can be asked for."""

    applies_to = AppliesToFilter("applies_to")

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
