"""``seed_demo``: a small plant across all domains, the same each time, safe to run twice."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils.module_loading import import_string


def secret(purpose: str, length: int = 32) -> str:
    """A secret that is this installation's own and the same at every run: derived from SECRET_KEY, stored nowhere."""
    return hmac.new(settings.SECRET_KEY.encode(), f"demo:{purpose}".encode(), hashlib.sha256).hexdigest()[:length]


class Command(BaseCommand):
    """Each app adds its part: functions named by ``HUB_DEMO`` that get what the ones before them told."""

    help = "Make the demo plant, or add what is missing of it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, json: bool = False, **options: Any) -> None:
        told: dict[str, Any] = {}
        with transaction.atomic():
            for name in settings.HUB_DEMO:
                import_string(name)(told)
        shown = {key: value for key, value in told.items() if not key.startswith("_")}
        self.stdout.write(_json(shown) if json else _text(shown))


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told)


def _text(told: dict[str, Any]) -> str:
    lines = [f"Tenant {told['tenant']['name']} (id {told['tenant']['id']})"]
    lines += [f"user    {user['name']:<12} {user['password']}  {user['role']}" for user in told["users"]]
    lines += [f"client  {client['client_id']:<12} {client['client_secret']}" for client in told["clients"]]
    lines += [f"key     {key['key']}  {key['role']}" for key in told["api_keys"]]
    return "\n".join(lines)
