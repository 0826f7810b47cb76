"""In which tenants a user is at home or a guest, and with which role."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub import access
from hub.models.resource import Resource

ROLE_CHOICES = [(role, role) for role in access.ROLES]


class Membership(Resource):
    """A user's role in one tenant."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=ROLE_CHOICES)

    row_policy = False
    # A person may be a guest: the home tenant is another one.
    foreign_references = frozenset({"user"})

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "user"], name="membership_unique"),
            models.CheckConstraint(condition=models.Q(role__in=access.ROLES), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return f"{self.user} as {self.role}"
