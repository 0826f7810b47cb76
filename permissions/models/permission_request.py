"""Requests for permissions: somebody asks those who may grant on an object for a right on it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hub import access
from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource
from permissions.models.grant import RIGHTS

OPEN, ACCEPTED, REJECTED = STATES = ("open", "accepted", "rejected")


class PermissionRequest(Resource):
    """A right on one object that a user asks for; whoever may grant on the object accepts or rejects it.

    What the user said (``named``) is kept apart from what it leads to (``object_id``): one who cannot see the object
    must not learn from the request whether there is such a thing, its past included.
    """

    # A member may be at home in another tenant.
    foreign_references = frozenset({"user", "answered_by"})
    history_excluded = frozenset({"object_id"})

    right = models.PositiveSmallIntegerField(choices=RIGHTS, default=access.READ)
    object_kind = models.CharField(max_length=64, editable=False)
    #: As it was asked about: by its id, or by what people know it by.
    named = models.JSONField(editable=False)
    #: The same made short, letter case aside.
    object = models.CharField(max_length=128, editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, editable=False, related_name="+")
    message = FoldedCharField(max_length=1000, blank=True, default="")
    state = FoldedCharField(max_length=20, default=OPEN, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    answer = FoldedCharField(max_length=1000, blank=True, default="", editable=False)

    class Meta(Resource.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(right__in=access.NAMES), name="permission_request_right_known"),
            models.CheckConstraint(condition=Q(state__in=STATES), name="permission_request_state_known"),
            models.UniqueConstraint(
                fields=["tenant", "user", "right", "object"],
                condition=Q(state=OPEN),
                name="permission_request_open_once",
            ),
        ]
        # Found by their object for those who may grant on it, and by who asked.
        indexes = [
            models.Index(fields=["tenant", "object_kind", "object_id"], name="permission_request_object"),
            models.Index(fields=["tenant", "user"], name="permission_request_user"),
        ]

    def __str__(self) -> str:
        return f"{access.NAMES.get(self.right, self.right)} on one {self.object_kind}"
