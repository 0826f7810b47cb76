"""What OAuth2 hands out: tokens and codes, kept by the toolkit; only checksums, never the values."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.db import models
from oauth2_provider import models as toolkit


class DigestField(models.CharField):
    """Written and looked up as its SHA-256: the value itself never reaches the database."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else sha256(str(value).encode("utf-8", "replace")).hexdigest()


class AccessToken(toolkit.AbstractAccessToken):
    """What a client shows to be let in, for a short time."""

    row_policy = False

    class Meta(toolkit.AbstractAccessToken.Meta):
        pass


class RefreshToken(toolkit.AbstractRefreshToken):
    """What a client exchanges once for a new access token."""

    row_policy = False

    class Meta(toolkit.AbstractRefreshToken.Meta):
        pass


class AuthorizationCode(toolkit.AbstractGrant):
    """What a browser carries from the hub to a client, valid for a minute."""

    code = DigestField(max_length=64, unique=True)

    row_policy = False

    class Meta(toolkit.AbstractGrant.Meta):
        pass


class IDToken(toolkit.AbstractIDToken):
    """Required by the toolkit; the hub issues none."""

    row_policy = False

    class Meta(toolkit.AbstractIDToken.Meta):
        pass


class DeviceGrant(toolkit.AbstractDeviceGrant):
    """Required by the toolkit; the hub issues none."""

    row_policy = False

    class Meta(toolkit.AbstractDeviceGrant.Meta):
        pass
