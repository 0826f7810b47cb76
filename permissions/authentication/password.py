"""Checks name and password: slowly and in equal time for unknown users, quickly for a pair seen a moment ago."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from hmac import new as hmac
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.core.cache import cache

from hub.fields.folded import fold, storable
from hub.throttling import Attempts
from permissions.models import User

REMEMBERED_FOR = 300
LONGEST_PASSWORD = 1024


@dataclass(frozen=True, slots=True)
class Verified:
    """A user whose password was right."""

    user_id: int
    tenant_id: int | None
    technical: bool
    is_superuser: bool
    password_hash: str


def verify(request: Any, name: str, password: str, *, technical_only: bool = False) -> Verified | None:
    """The active user of that name if the password is right, else None.

    Raises Throttled (429) when too many attempts failed for this name or address.
    """
    attempts = Attempts(request, [fold(name)])
    attempts.check()
    known = _load(name)
    if known is None or len(password) > LONGEST_PASSWORD:
        make_password(password[:LONGEST_PASSWORD])  # as slow as a real check, so that time does not tell names
        right = False
    else:
        right = check_password(password, known.password_hash)
    if known is None or not right or (technical_only and not known.technical):
        attempts.failed()
        return None
    return known


def _load(name: str) -> Verified | None:
    if not storable(name) or len(name) > 150:
        return None
    row = (
        User.objects.filter(name_folded=fold(name), is_active=True)
        .values_list("pk", "tenant_id", "technical", "is_superuser", "password")
        .first()
    )
    return Verified(*row) if row is not None and row[4] else None


def digest(key: str, *parts: str) -> str:
    """A keyed digest: worthless without the secret key of the hub."""
    text = "\0".join((key, *parts)).encode("utf-8", "replace")
    return hmac(settings.SECRET_KEY.encode(), text, sha256).hexdigest()


def remembered(name: str, password: str) -> tuple[int, str] | None:
    """User id and fingerprint of the password hash, if the pair was verified within the last minutes."""
    found = cache.get("basic:" + digest("basic", fold(name), password))
    return tuple(found) if found else None  # type: ignore[return-value]


def remember(name: str, password: str, verified: Verified) -> None:
    """Keep the verified pair for some minutes. It is void once the stored hash is another one."""
    key = "basic:" + digest("basic", fold(name), password)
    cache.set(key, (verified.user_id, fingerprint(verified.password_hash)), REMEMBERED_FOR)


def fingerprint(password_hash: str) -> str:
    """Changes with the password, tells nothing about it."""
    return digest("password", password_hash)[:16]
