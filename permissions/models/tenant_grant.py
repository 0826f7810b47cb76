"""Tenant-wide grants: what all members, a role or a group hold on every object of a kind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from hub import access
from hub.models.resource import Resource

EVERY_KIND = "*"
GROUP_MARK = "@"
RIGHTS = [(access.NONE, "none"), *((level, name) for name, level in access.LEVELS.items())]
ROLES = [(role, role) for role in access.ROLES]


class TenantGrant(Resource):
    """A right on every object of a kind in the tenant, held by all members, by those of one role, or by a group.

    ``applies_to`` is a kind (``asset``), a group of kinds (``@plant``) or ``*``. For each holder the most specific row
    counts, so a row for a kind raises, lowers or (``none``) takes back what a wider row gives the same holder; a caller
    holds the highest of what his holders hold. Rows name groups of kinds, so kinds added later are covered.
    """

    resource_name = "tenant_permission"

    applies_to = models.CharField(max_length=64)
    right = models.PositiveSmallIntegerField(choices=RIGHTS)
    role = models.CharField(max_length=16, choices=ROLES, null=True, blank=True)
    group = models.ForeignKey("permissions.Group", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta(Resource.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(role__isnull=True) | Q(group__isnull=True),
                name="tenant_grant_has_one_holder",
                violation_error_message="A tenant-wide grant names a role, a group, or neither for all members.",
            ),
            models.CheckConstraint(
                condition=Q(right__in=[access.NONE, *access.NAMES]), name="tenant_grant_right_known"
            ),
            models.UniqueConstraint(
                fields=["tenant", "applies_to"],
                condition=Q(role__isnull=True, group__isnull=True),
                name="tenant_grant_once_for_all",
            ),
            models.UniqueConstraint(
                fields=["tenant", "applies_to", "role"],
                condition=Q(role__isnull=False),
                name="tenant_grant_once_per_role",
            ),
            models.UniqueConstraint(
                fields=["tenant", "applies_to", "group"],
                condition=Q(group__isnull=False),
                name="tenant_grant_once_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{dict(RIGHTS).get(self.right, self.right)} on {self.applies_to}"
