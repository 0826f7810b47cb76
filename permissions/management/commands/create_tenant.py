"""``create_tenant NAME [--public-catalogue]``: a new plant, or a catalogue that all plants may read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from permissions.management.provisioning import ProvisioningCommand
from permissions.rules.accounts import tenant_create


class Command(ProvisioningCommand):
    help = "Make a tenant."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--description", default="")
        parser.add_argument("--public-catalogue", action="store_true", help="all tenants may read its master data")

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        tenant = tenant_create(
            name=name, description=options["description"], public_catalogue=options["public_catalogue"]
        )
        return {"id": tenant.pk, "uuid": str(tenant.uuid), "name": tenant.name}
