"""The door of API keys: found by prefix, compared by hash in constant time; and the text form of a key."""

from __future__ import annotations

import secrets
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from django.core.cache import cache
from django.db import DatabaseError
from django.utils import timezone

from permissions.authentication import principals
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import BAD_KEY, refuse
from permissions.models import ApiKeyUse

HEADERS = ("HTTP_X_API_KEY", "HTTP_API_KEY", "HTTP_EAPI_ELCLV2")
MARK = "sk_prod_"
USE_NOTED_EVERY = 60


def new_key() -> tuple[str, str, str]:
    """A fresh key of 256 random bits: its text (to be shown once), its prefix and its hash."""
    prefix = secrets.token_hex(5)
    text = f"{MARK}{prefix}_{secrets.token_hex(32)}"
    return text, prefix, key_hash(text)


def key_hash(text: str) -> str:
    """What is stored of a key. A fast hash is enough: the secret is random, not chosen by a person."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def prefix_of(text: str) -> str:
    """The prefix of a key's text, or nothing when it has not the form of one."""
    if not text.startswith(MARK):
        return ""
    prefix, _, secret = text[len(MARK) :].partition("_")
    return prefix if secret and len(prefix) <= 16 and prefix.isascii() and prefix.isalnum() else ""


def enter(request: Any, text: str, choice: TenantChoice | None) -> Found:
    """Who an API key stands for."""
    prefix = prefix_of(text)
    now = timezone.now()
    rows = principals.fetch(principals.api_key_sql(), [prefix, principals.instant(now)]) if prefix else []
    stored = rows[0][4] if rows else ""
    if not compare_digest(stored, key_hash(text)):
        raise refuse(request, "api_key", BAD_KEY)
    key_id, key_name, scopes, role = rows[0][:4]
    found = principals.principal(
        rows,
        credential="api_key",
        scopes=principals.scope_set(scopes),
        role_cap=role,
        api_key_id=key_id,
        api_key_name=key_name,
    )
    answer = principals.bound(Found(found), choice)
    note_use(key_id, now)
    return answer


def note_use(key_id: int, now: Any) -> None:
    """Remember when a key was last used, at most once a minute."""
    if not cache.add(f"api-key-used:{key_id}", 1, USE_NOTED_EVERY):
        return
    # A busy database must not refuse the caller for a note; the next minute brings another chance.
    with suppress(DatabaseError):
        ApiKeyUse.objects.bulk_create(
            [ApiKeyUse(api_key_id=key_id, last_used_at=now)],
            update_conflicts=True,
            unique_fields=["api_key"],
            update_fields=["last_used_at"],
        )
