"""From a credential's row to the principal: one query, plain tuples, no model instances.

This is the hot path of every request and the only place that reads the identity tables besides the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied

from hub import access, store
from hub.access import Principal
from hub.models.tenant import Tenant
from permissions.models import AccessToken, ApiKey, Client, GroupMember, Membership, User

NOT_A_MEMBER = _("The tenant named by X-Tenant is not one of yours.")
SCOPES: dict[str, frozenset[str]] = {
    text: frozenset(text.split()) for text in ("", "read", "write", "read write", "write read")
}
ALL_SCOPES = SCOPES["read write"]

# Whom the credential stands for: user, role in the tenant, and one row per group.
_SUBJECT = "u.id, u.name, u.technical, m.role, h.id, h.name, h.uuid, g.group_id"
_WIDTH = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A principal, with what its door knows beyond it: the client's public id, whether the user is a machine."""

    principal: Principal
    client_identifier: str = ""
    technical: bool = True


@dataclass(frozen=True, slots=True)
class TenantChoice:
    """What ``X-Tenant`` asks for: an id or a UUID; neither when it is unreadable (then no tenant fits)."""

    id: int | None = None
    uuid: UUID | None = None

    @classmethod
    def read(cls, text: str) -> TenantChoice:
        text = text.strip()
        if text.isascii() and text.isdecimal() and len(text) <= 19 and int(text) < 2**63:
            return cls(id=int(text))
        try:
            return cls(uuid=UUID(text)) if len(text) in (32, 36) else cls()
        except ValueError:
            return cls()

    def fits(self, principal: Principal) -> bool:
        return principal.tenant_id == self.id or (self.uuid is not None and principal.tenant_uuid == self.uuid)


def _tables() -> dict[str, str]:
    models: dict[str, Any] = {
        "t": AccessToken,
        "c": Client,
        "k": ApiKey,
        "u": User,
        "m": Membership,
        "h": Tenant,
        "g": GroupMember,
    }
    return {alias: f'"{model._meta.db_table}" {alias}' for alias, model in models.items()}


def _joined(columns: str, source: str, tenant: str, where: str) -> str:
    table = _tables()
    return (
        f"SELECT {columns}, {_SUBJECT} FROM {source.format(**table)} "
        f"JOIN {table['m']} ON m.user_id = u.id AND m.tenant_id = {tenant} "
        f"JOIN {table['h']} ON h.id = m.tenant_id "
        f"LEFT JOIN {table['g']} ON g.user_id = u.id AND g.tenant_id = m.tenant_id "
        f"WHERE {where} AND u.is_active AND NOT u.is_superuser"
    )


@lru_cache(maxsize=1)
def bearer_sql() -> str:
    """By checksum and now: an access token with its client and whom it stands for."""
    return _joined(
        "t.scope, c.scopes, c.id, c.name, c.client_id",
        "{t} JOIN {c} ON c.id = t.application_id JOIN {u} ON u.id = t.user_id",
        "c.tenant_id",
        "t.token_checksum = %s AND t.expires > %s AND c.is_active",
    )


@lru_cache(maxsize=1)
def api_key_sql() -> str:
    """By prefix and now: a key that is neither revoked nor expired, with whom it stands for."""
    return _joined(
        "k.id, k.name, k.scopes, k.role, k.secret_hash",
        "{k} JOIN {u} ON u.id = k.user_id",
        "k.tenant_id",
        "k.prefix = %s AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > %s)",
    )


@lru_cache(maxsize=4)
def user_sql(tenant: str) -> str:
    """By user id: a user in the home tenant, or in one of its tenants chosen by id or UUID."""
    chosen = {"home": "u.tenant_id", "id": "%s", "uuid": "(SELECT id FROM {h} WHERE uuid = %s)"}[tenant]
    return _joined("u.password", "{u}", chosen.format(h=f'"{Tenant._meta.db_table}"'), "u.id = %s")


def fetch(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows, one per group of the user; empty when the credential opens nothing.

    Read outside the scope of a request, which begins once the caller is known.
    """
    current = store.current()
    try:
        return current.fetch(sql, params)
    except Exception as error:
        problem = current.translate(error)
        if problem is None:
            raise
        raise problem from error


def instant(value: Any) -> Any:
    """A time as the database compares it in plain SQL."""
    return connection.ops.adapt_datetimefield_value(value)


def principal(rows: list[tuple[Any, ...]], *, credential: str, scopes: frozenset[str], **more: Any) -> Principal:
    """The principal of rows that end with the subject's columns."""
    user_id, user_name, _technical, role, tenant_id, tenant_name, tenant_uuid, _group = rows[0][-_WIDTH:]
    cap = more.pop("role_cap", "")
    if cap and access.ROLES.index(cap) < access.ROLES.index(role):
        role = cap
    groups = tuple(sorted(row[-1] for row in rows if row[-1] is not None))
    if not isinstance(tenant_uuid, UUID):
        tenant_uuid = UUID(tenant_uuid)
    return Principal(
        tenant_id=tenant_id,
        tenant_name=tenant_name,
        tenant_uuid=tenant_uuid,
        user_id=user_id,
        user_name=user_name,
        role=role,
        scopes=scopes,
        credential=credential,
        group_ids=groups,
        **more,
    )


def technical(rows: list[tuple[Any, ...]]) -> bool:
    """Whether the rows stand for a machine account."""
    return bool(rows[0][-_WIDTH + 2])


def scope_set(text: str) -> frozenset[str]:
    """``"read write"`` as a set; what the hub does not know is left out."""
    known = SCOPES.get(text)
    return known if known is not None else frozenset(text.split()) & ALL_SCOPES


def user_rows(user_id: int, choice: TenantChoice | None, *, home: int | None = None) -> list[tuple[Any, ...]]:
    """Rows of a user in the chosen tenant, else in ``home`` or the home tenant. The first column is the password hash.

    Raises PermissionDenied when a tenant was chosen of which the (otherwise good) user is no member.
    """
    rows: list[tuple[Any, ...]] = []
    if choice is None:
        return fetch(user_sql("home"), [user_id]) if home is None else fetch(user_sql("id"), [home, user_id])
    if choice.id is not None:
        rows = fetch(user_sql("id"), [choice.id, user_id])
    elif choice.uuid is not None:
        rows = fetch(
            user_sql("uuid"), [Tenant._meta.get_field("uuid").get_db_prep_value(choice.uuid, connection), user_id]
        )
    if not rows and fetch(user_sql("home"), [user_id]):
        raise PermissionDenied(NOT_A_MEMBER)
    return rows


def bound(found: Found, choice: TenantChoice | None) -> Found:
    """``found`` if it may act in the chosen tenant: clients, keys and machines belong to one."""
    if choice is not None and not choice.fits(found.principal):
        raise PermissionDenied(NOT_A_MEMBER)
    return found
