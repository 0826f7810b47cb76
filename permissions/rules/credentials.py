"""Rules of clients and API keys: whom they act as, what they may hold, and how their secrets are made and told once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.settings import oauth2_settings

from hub import access
from hub.fields.folded import fold
from hub.models.tenant import Tenant
from permissions import cors
from permissions.authentication.api_key import new_key
from permissions.models import AccessToken, ApiKey, Client, Membership, RefreshToken, User
from permissions.models.client import GRANTS, LOOPBACK
from permissions.rules.accounts import (
    NAME_TAKEN,
    NOT_A_MEMBER,
    acting_user_create,
    checked_name,
    checked_role,
    refusal,
)

SCOPES = ("read", "write")
SCOPE_UNKNOWN = _("Scopes are read and write, with a blank between.")
GRANT_UNKNOWN = _("The grant is client-credentials, authorization-code or password.")
URI_MISSING = _("The authorization-code grant needs at least one redirect URI.")
URI_BAD = _("A redirect URI is https without a fragment; http on loopback only.")
ORIGIN_BAD = _("An origin is https://host with nothing after it; http on loopback only.")
USER_OR_ROLE = _("Name the user it acts as, or the role of a technical user of its own; not both.")
EXPIRED_ALREADY = _("This moment has passed.")
PREFIX_TRIES = 5


def checked_scopes(text: str) -> str:
    """Scopes in their fixed order; at least one."""
    given = set(text.split())
    if not given or not given <= set(SCOPES):
        raise refusal("scopes", "invalid", SCOPE_UNKNOWN)
    return " ".join(scope for scope in SCOPES if scope in given)


def checked_uri(uri: str) -> str:
    """A redirect URI that nobody can listen to on the way."""
    try:
        parts = urlsplit(uri)
        host = parts.hostname
    except ValueError:
        host = None
    safe = host and (parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK))
    if (
        not safe
        or "#" in uri
        or "@" in parts.netloc
        or not uri.isascii()
        or len(uri.split()) != 1
        or "*" in parts.netloc
    ):
        raise refusal("redirect_uris", "invalid", URI_BAD)
    return uri


def checked_origin(origin: str) -> str:
    """The origin of a browser program, as browsers write it."""
    known = cors.normal(origin)
    parts = urlsplit(known) if known else None
    if parts is None or (parts.scheme == "http" and parts.hostname not in LOOPBACK) or urlsplit(origin).path.strip("/"):
        raise refusal("allowed_origins", "invalid", ORIGIN_BAD)
    return known


def acting_user(*, name: str, tenant: Tenant, user: User | None, role: str | None, scopes: str) -> User:
    """Whom a client or key acts as: the member named, or a technical user of its own."""
    if user is not None:
        member = not user.is_superuser and Membership.objects.filter(user=user, tenant=tenant).exists()
        if not member or (user.technical and user.tenant_id != tenant.pk):
            raise refusal("user", "invalid", NOT_A_MEMBER)
        return user
    role = role or (access.ENGINEER if "write" in scopes else access.OPERATOR)
    return acting_user_create(name=name, tenant=tenant, role=checked_role(role))


@transaction.atomic
def client_create(
    *,
    name: str,
    tenant: Tenant,
    grant: str,
    user: User | None = None,
    role: str | None = None,
    scopes: str = "read write",
    redirect_uris: Iterable[str] = (),
    origins: Iterable[str] | None = None,
    confidential: bool | None = None,
) -> tuple[Client, str]:
    """A new client and its secret, told this once.

    Browser programs (authorization code) cannot keep a secret: they are public unless ``confidential``, their origins
    are those of their redirect URIs unless given.
    """
    name, scopes = checked_name(name), checked_scopes(scopes)
    if grant not in GRANTS:
        raise refusal("grant", "invalid", GRANT_UNKNOWN)
    if user is not None and role:
        raise refusal("role", "invalid", USER_OR_ROLE)
    if Client.objects.filter(tenant=tenant, name_folded=fold(name)).exists():
        raise refusal("name", "unique", NAME_TAKEN)
    uris = [checked_uri(uri) for uri in redirect_uris]
    by_browser = grant == Client.GRANT_AUTHORIZATION_CODE
    if by_browser and not uris:
        raise refusal("redirect_uris", "required", URI_MISSING)
    public = by_browser and not confidential
    if origins is None:
        origins = [cors.normal(uri) for uri in uris] if public else []
    secret = generate_client_secret()
    client = Client(
        name=name,
        tenant=tenant,
        user=acting_user(name=name, tenant=tenant, user=user, role=role, scopes=scopes),
        authorization_grant_type=grant,
        client_type=Client.CLIENT_PUBLIC if public else Client.CLIENT_CONFIDENTIAL,
        scopes=scopes,
        redirect_uris=" ".join(uris),
        allowed_origins=" ".join(dict.fromkeys(checked_origin(origin) for origin in origins)),
        client_secret=secret_hash(secret),
    )
    client.save()
    transaction.on_commit(cors.forget)
    return client, secret


def secret_hash(secret: str) -> str:
    """What is stored of a client's secret."""
    return make_password(secret, hasher=oauth2_settings.CLIENT_SECRET_HASHER)


@transaction.atomic
def client_secret_renew(*, client: Client) -> str:
    """A new secret instead of the old one, told this once; tokens that were given out stay."""
    secret = generate_client_secret()
    client.client_secret = secret_hash(secret)
    client.save()
    return str(secret)


@transaction.atomic
def client_deactivate(*, client: Client) -> None:
    """Let a client in no more and take back its tokens."""
    client.is_active = False
    client.save()
    AccessToken.objects.filter(application=client).delete()
    RefreshToken.objects.filter(application=client, revoked__isnull=True).update(revoked=timezone.now())
    transaction.on_commit(cors.forget)


@transaction.atomic
def key_create(
    *,
    name: str,
    tenant: Tenant,
    user: User | None = None,
    role: str | None = None,
    scopes: str = "read write",
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """A new API key and its text, told this once. With a user, ``role`` is the most the key may be."""
    name, scopes = checked_name(name), checked_scopes(scopes)
    if ApiKey.objects.filter(tenant=tenant, name_folded=fold(name)).exists():
        raise refusal("name", "unique", NAME_TAKEN)
    if expires_at is not None and expires_at <= timezone.now():
        raise refusal("expires_at", "invalid", EXPIRED_ALREADY)
    text, prefix, digest = _free_key()
    key = ApiKey(
        name=name,
        tenant=tenant,
        user=acting_user(name=name, tenant=tenant, user=user, role=role, scopes=scopes),
        role=checked_role(role) if user is not None and role else "",
        prefix=prefix,
        secret_hash=digest,
        scopes=scopes,
        expires_at=expires_at,
    )
    key.save()
    return key, text


def _free_key() -> tuple[str, str, str]:
    for _try in range(PREFIX_TRIES):
        made = new_key()
        if not ApiKey.objects.filter(prefix=made[1]).exists():
            return made
    raise RuntimeError("No free key prefix was found.")


@transaction.atomic
def key_revoke(*, key: ApiKey) -> ApiKey:
    """Let a key in no more, at once and for good; a second time changes nothing."""
    if key.revoked_at is None:
        key.revoked_at = timezone.now()
        key.save()
    return key


def key_state(key: Any) -> str:
    """``active``, ``revoked`` or ``expired``."""
    if key.revoked_at is not None:
        return "revoked"
    return "expired" if key.expires_at is not None and key.expires_at <= timezone.now() else "active"
