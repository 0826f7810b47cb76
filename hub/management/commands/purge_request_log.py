"""Removes request log rows past their retention and forgets the answers kept for idempotency keys."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub import idempotency, request_log


class Command(BaseCommand):
    """To be run daily."""

    help = "Remove request log rows older than REQUEST_LOG_RETENTION_DAYS and idempotency keys older than a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="answer one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        removed = {"requests": request_log.purge(), "idempotency_keys": idempotency.purge()}
        if options["json"]:
            self.stdout.write(json.dumps(removed))
        else:
            self.stdout.write(f"{removed['requests']} requests and {removed['idempotency_keys']} keys removed.")
