"""``add_member USER --tenant T --role R``: lets a person act in a further tenant."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from hub import access
from permissions.management.provisioning import ProvisioningCommand, tenant_called, user_called
from permissions.rules.accounts import member_add


class Command(ProvisioningCommand):
    help = "Make a user a member of a further tenant."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--tenant", required=True, help="name, id or UUID")
        parser.add_argument("--role", required=True, choices=access.ROLES)

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        user, tenant = user_called(name), tenant_called(options["tenant"])
        membership = member_add(user=user, tenant=tenant, role=options["role"])
        return {
            "id": membership.pk,
            "uuid": str(membership.uuid),
            "user": user.name,
            "tenant": tenant.name,
            "role": membership.role,
        }
