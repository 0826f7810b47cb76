"""Users of a tenant taken together, so that rights can be granted to all of them at once."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource


class Group(Resource):
    """A named set of users of one tenant."""

    name = FoldedCharField(max_length=150)
    description = models.TextField(blank=True, default="")

    row_policy = False

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "name_folded"], name="group_name_unique")]

    def __str__(self) -> str:
        return str(self.name)


class GroupMember(Resource):
    """One user in one group."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="group_members")

    row_policy = False
    foreign_references = frozenset({"user"})

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "group", "user"], name="group_member_unique")]
        indexes = [models.Index(fields=["user", "tenant"], name="group_member_user")]

    def __str__(self) -> str:
        return f"{self.user} in {self.group}"
