"""The door of login tokens: short-lived JWTs signed by the hub itself, one fixed algorithm, nothing stored."""

from __future__ import annotations

import time
from functools import lru_cache
from hashlib import sha256
from hmac import new as hmac
from typing import Any

from django.conf import settings
from jwcrypto.common import JWException, base64url_encode, json_decode, json_encode
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from permissions.authentication import password, principals
from permissions.authentication.principals import Found, TenantChoice
from permissions.authentication.refusals import BAD_TOKEN, refuse

ALGORITHM = "HS256"
LIFETIME = 900


def lifetime() -> int:
    """Seconds that a login token lasts."""
    return int(getattr(settings, "LOGIN_TOKEN_SECONDS", LIFETIME))


@lru_cache(maxsize=4)
def _key(secret: str) -> JWK:
    return JWK(kty="oct", k=base64url_encode(hmac(secret.encode(), b"plant-hub login token", sha256).digest()))


def issue(*, user_id: int, tenant_id: int, password_hash: str) -> str:
    """A token for the user in the tenant; void after ``lifetime()`` seconds or a change of the password."""
    now = int(time.time())
    claims = {
        "sub": str(user_id),
        "tenant": tenant_id,
        "iat": now,
        "exp": now + lifetime(),
        "pwd": password.fingerprint(password_hash),
    }
    signed = JWS(json_encode(claims))
    signed.add_signature(
        _key(settings.SECRET_KEY), alg=ALGORITHM, protected=json_encode({"alg": ALGORITHM, "typ": "JWT"})
    )
    return str(signed.serialize(compact=True))


def looks_like_one(token: str) -> bool:
    """Three dotted parts; the hub's OAuth2 tokens have no dots."""
    return token.count(".") == 2


def claims_of(token: str) -> dict[str, Any] | None:
    """The claims of a token that is well signed and not expired, else None."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            signed = JWS()
            signed.allowed_algs = [ALGORITHM]
            signed.deserialize(token, _key(secret))
            claims = json_decode(signed.payload)
            good = int(claims["exp"]) > time.time() and int(claims["sub"]) > 0 and int(claims["tenant"]) > 0
            return claims if good else None
        except (JWException, ValueError, TypeError, KeyError, AttributeError):
            continue
    return None


def enter(request: Any, token: str, choice: TenantChoice | None) -> Found:
    """Who a login token stands for; a person may choose another one of the own tenants."""
    claims = claims_of(token)
    if claims is None:
        raise refuse(request, "jwt", BAD_TOKEN)
    rows = principals.user_rows(int(claims["sub"]), choice, home=int(claims["tenant"]))
    if not rows or password.fingerprint(rows[0][0]) != claims.get("pwd"):
        raise refuse(request, "jwt", BAD_TOKEN)
    found = principals.principal(rows, credential="jwt", scopes=principals.ALL_SCOPES)
    return Found(found, technical=principals.technical(rows))
