"""A lasting machine login in one header; only its hash is kept, its prefix is shown."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource
from permissions.models.membership import ROLE_CHOICES


class ApiKey(Resource):
    """A key of one tenant that acts as a user there, with at most its scopes and role."""

    name = FoldedCharField(max_length=150)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="api_keys")
    prefix = FoldedCharField(max_length=16, unique=True, editable=False)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = models.CharField(max_length=64, default="read write")
    role = models.CharField(
        max_length=16, choices=ROLE_CHOICES, blank=True, default="", help_text="The most it may be; empty: the user's."
    )
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    row_policy = False
    unique_everywhere = frozenset({"uuid", "prefix"})
    foreign_references = frozenset({"user"})
    history_excluded = frozenset({"secret_hash"})

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "name_folded"], name="api_key_name_unique")]

    def __str__(self) -> str:
        return str(self.name)


class ApiKeyUse(models.Model):
    """When a key was last used; beside the key, because using it is no change of it."""

    api_key = models.OneToOneField(ApiKey, models.CASCADE, primary_key=True, related_name="use")
    last_used_at = models.DateTimeField()

    row_policy = False

    def __str__(self) -> str:
        return f"{self.api_key} at {self.last_used_at}"
