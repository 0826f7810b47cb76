"""Grants on single objects: one row per right and holder; ``effective_right`` is what they amount to."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from hub import access
from hub.models.resource import Resource

RIGHTS = [(level, name) for name, level in access.LEVELS.items()]


class Grant(Resource):
    """A right on one object, given to one user or to one group; rights are cumulative.

    The object is named by kind and id without a foreign key: grants point to every kind there is, and they go with
    their object by rule (``rules.upkeep``), never by cascade.
    """

    resource_name = "permission"
    # A member may be at home in another tenant.
    foreign_references = frozenset({"user"})

    object_kind = models.CharField(max_length=64, editable=False)
    object_id = models.BigIntegerField(editable=False)
    right = models.PositiveSmallIntegerField(choices=RIGHTS)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    group = models.ForeignKey("permissions.Group", models.CASCADE, null=True, blank=True, related_name="+")

    class Meta(Resource.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, group__isnull=False) | Q(user__isnull=False, group__isnull=True),
                name="grant_has_one_holder",
                violation_error_message="A grant names either a user or a group.",
            ),
            models.CheckConstraint(condition=Q(right__in=access.NAMES), name="grant_right_known"),
            # The object leads, so that the grants of a set of objects are found by these indexes.
            models.UniqueConstraint(
                fields=["object_id", "object_kind", "user", "right", "tenant"],
                condition=Q(user__isnull=False),
                name="grant_once_per_user",
            ),
            models.UniqueConstraint(
                fields=["object_id", "object_kind", "group", "right", "tenant"],
                condition=Q(group__isnull=False),
                name="grant_once_per_group",
            ),
        ]

    def __str__(self) -> str:
        return f"{access.NAMES.get(self.right, self.right)} on {self.object_kind} {self.object_id}"

    def save(self, **options: Any) -> None:
        with transaction.atomic(savepoint=False):  # together with what follows from it (rules.upkeep)
            super().save(**options)

    @property
    def subject(self) -> int:
        """The holder as one number: the user's id, or minus the group's."""
        return self.user_id if self.user_id is not None else -(self.group_id or 0)
