"""How Django's own login (login page, admin) checks a name and a password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend

from permissions.authentication import password as passwords
from permissions.models import User


class NameBackend(BaseBackend):
    """Names without regard to letter case; after too many failed attempts 429 is raised."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **_: Any
    ) -> User | None:
        if request is None or username is None or password is None:
            return None
        verified = passwords.verify(request, username, password)
        return User.objects.get(pk=verified.user_id) if verified else None

    def get_user(self, user_id: int) -> User | None:
        return User.objects.filter(pk=user_id, is_active=True).first()
