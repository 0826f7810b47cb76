"""``create_user NAME --tenant T --role R [--technical] [--password P]``: somebody who can log in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from hub import access
from permissions.management.provisioning import ProvisioningCommand, tenant_called
from permissions.rules.accounts import user_create


class Command(ProvisioningCommand):
    help = "Make a user at home in a tenant; without --password one is made up and shown once."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--tenant", required=True, help="name, id or UUID")
        parser.add_argument("--role", required=True, choices=access.ROLES)
        parser.add_argument("--technical", action="store_true", help="a machine: may use Basic and the password grant")
        parser.add_argument("--password")
        parser.add_argument("--email", default="")

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        user, password = user_create(
            name=name,
            tenant=tenant_called(options["tenant"]),
            role=options["role"],
            technical=options["technical"],
            password=options["password"],
            email=options["email"],
        )
        return {"id": user.pk, "uuid": str(user.uuid), "name": user.name, "password": password}
