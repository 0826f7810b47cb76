"""``create_client NAME --tenant T --grant G …``: a program that gets tokens by OAuth2."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from hub import access
from permissions.management.provisioning import ProvisioningCommand, tenant_called, user_called
from permissions.models.client import GRANTS
from permissions.rules.credentials import client_create


class Command(ProvisioningCommand):
    help = "Make an OAuth2 client; its secret is shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--tenant", required=True, help="name, id or UUID")
        parser.add_argument("--grant", required=True, choices=GRANTS)
        whom = parser.add_mutually_exclusive_group()
        whom.add_argument("--user", help="whom it acts as; without, a technical user of its own is made")
        whom.add_argument("--role", choices=access.ROLES, help="the role of its own user")
        parser.add_argument("--scope", default="read write", help='"read write" or "read"')
        parser.add_argument("--redirect-uri", action="append", default=[], help="may be given several times")
        parser.add_argument("--origin", action="append", help="a web page's origin that may call the API (CORS)")
        parser.add_argument(
            "--confidential", action="store_true", default=None, help="its secret is kept on a server, not in a browser"
        )

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        client, secret = client_create(
            name=name,
            tenant=tenant_called(options["tenant"]),
            grant=options["grant"],
            user=user_called(options["user"]) if options["user"] else None,
            role=options["role"],
            scopes=options["scope"],
            redirect_uris=options["redirect_uri"],
            origins=options["origin"],
            confidential=options["confidential"],
        )
        return {
            "id": client.pk,
            "client_id": client.client_id,
            "client_secret": secret,
            "user": client.user.name,
        }
