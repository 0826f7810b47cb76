"""The door of HTTP Basic: technical users only; the slow password check is remembered for some minutes."""

from __future__ import annotations

import binascii
from base64 import b64decode
from typing import Any

from permissions.authentication import password, principals
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import BAD_PASSWORD, refuse


def decoded(value: str) -> tuple[str, str] | None:
    """Name and password of a Basic header's value (RFC 7617): UTF-8, else Latin-1 as older clients send."""
    try:
        raw = b64decode(value.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    name, colon, secret = text.partition(":")
    return (name, secret) if colon else None


def enter(request: Any, value: str, choice: TenantChoice | None) -> Found:
    """Who name and password stand for."""
    pair = decoded(value)
    if pair is None:
        raise refuse(request, "basic", BAD_PASSWORD)
    name, secret = pair
    known = password.remembered(name, secret)
    rows = principals.user_rows(known[0], None) if known else []
    if known is None or not rows or password.fingerprint(rows[0][0]) != known[1] or not principals.technical(rows):
        verified = password.verify(request, name, secret, technical_only=True)
        rows = principals.user_rows(verified.user_id, None) if verified else []
        if not verified or not rows:
            raise refuse(request, "basic", BAD_PASSWORD)
        password.remember(name, secret, verified)
    found = principals.principal(rows, credential="basic", scopes=principals.ALL_SCOPES)
    return principals.bound(Found(found), choice)
