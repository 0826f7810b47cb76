"""A machine login for OAuth2: a program that gets tokens, for itself or for the person using it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from oauth2_provider.generators import generate_client_id, generate_client_secret
from oauth2_provider.models import AbstractApplication, ClientSecretField

from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource

GRANTS = (
    AbstractApplication.GRANT_CLIENT_CREDENTIALS,
    AbstractApplication.GRANT_AUTHORIZATION_CODE,
    AbstractApplication.GRANT_PASSWORD,
)
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Client(AbstractApplication, Resource):  # type: ignore[django-manager-missing]
    """A program registered in one tenant, acting there as a user of that tenant."""

    # What the toolkit knows beyond OAuth2 in this hub: fixed values instead of columns.
    post_logout_redirect_uris = ""
    hash_client_secret = True
    algorithm = ""
    registration_source = AbstractApplication.RegistrationSource.MANUAL
    cimd_expires_at = None
    created = None
    updated = None

    name = FoldedCharField(max_length=150)
    client_id = FoldedCharField("client id", max_length=255, unique=True, default=generate_client_id)
    client_secret = ClientSecretField(max_length=255, blank=True, default=generate_client_secret, editable=False)
    client_type = models.CharField(
        max_length=32, choices=AbstractApplication.CLIENT_TYPES, default=AbstractApplication.CLIENT_CONFIDENTIAL
    )
    authorization_grant_type = models.CharField("grant", max_length=44, choices=[(kind, kind) for kind in GRANTS])
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="clients", help_text="Whom it acts as by itself."
    )
    scopes = models.CharField(max_length=64, default="read write", help_text="The most a token may hold.")
    is_active = models.BooleanField("active", default=True)

    row_policy = False
    unique_everywhere = frozenset({"uuid", "client_id"})
    foreign_references = frozenset({"user"})
    history_excluded = frozenset({"client_secret"})

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name_folded"], name="client_name_unique"),
            models.CheckConstraint(condition=models.Q(authorization_grant_type__in=GRANTS), name="client_grant_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def is_usable(self, request: object) -> bool:
        """Asked by the toolkit before anything is issued."""
        return self.is_active

    def get_allowed_schemes(self) -> list[str]:
        """https, and http only where the client is registered on loopback (RFC 8252)."""
        loopback = any(
            urlsplit(uri).scheme == "http" and urlsplit(uri).hostname in LOOPBACK for uri in self.redirect_uris.split()
        )
        return ["https", "http"] if loopback else ["https"]


class ClientUser(Resource):
    """A machine account that belongs to a program, beside the one it acts as by itself."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="user_links")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="client_links")

    row_policy = False
    foreign_references = frozenset({"user"})

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "client", "user"], name="client_user_once")]
        indexes = [models.Index(fields=["user", "tenant"], name="client_user_user")]

    def __str__(self) -> str:
        return f"{self.user_id} of {self.client_id}"
