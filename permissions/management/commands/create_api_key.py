"""``create_api_key NAME --tenant T …``: a key that a machine sends in a header."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.dateparse import parse_datetime

from hub import access
from permissions.management.provisioning import ProvisioningCommand, tenant_called, user_called
from permissions.rules.credentials import key_create


class Command(ProvisioningCommand):
    help = "Make an API key; it is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--tenant", required=True, help="name, id or UUID")
        parser.add_argument("--user", help="whom it acts as; without, a technical user of its own is made")
        parser.add_argument("--role", choices=access.ROLES, help="the role of its own user, or the most the key may be")
        parser.add_argument("--scope", default="read write", help='"read write" or "read"')
        parser.add_argument("--expires", help="2027-01-31T00:00:00Z")

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        key, text = key_create(
            name=name,
            tenant=tenant_called(options["tenant"]),
            user=user_called(options["user"]) if options["user"] else None,
            role=options["role"],
            scopes=options["scope"],
            expires_at=moment(options["expires"]),
        )
        expires = key.expires_at.isoformat().replace("+00:00", "Z") if key.expires_at else None
        return {"id": key.pk, "key": text, "prefix": key.prefix, "user": key.user.name, "expires": expires}


def moment(text: str | None) -> Any:
    """The time of ``--expires``; it must say its zone."""
    if not text:
        return None
    try:
        found = parse_datetime(text)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise CommandError("--expires is a time with its zone: 2027-01-31T00:00:00Z.")
    return found
