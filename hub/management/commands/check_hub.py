"""Check the configuration and every service it needs; exit code 1 when something fails."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.management.base import BaseCommand, CommandParser

from hub import health


class Command(BaseCommand):
    """For operators, before and after a start; /readyz asks the same of a running process."""

    help = "Check the configuration and every service it needs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object on stdout")
        parser.add_argument(
            "--processes",
            type=int,
            default=int(os.environ.get("WEB_CONCURRENCY") or os.environ.get("GRANIAN_WORKERS") or 1),
            help="how many processes are to serve (default: WEB_CONCURRENCY, GRANIAN_WORKERS, else 1)",
        )

    def handle(self, *args: Any, processes: int, **options: Any) -> None:
        asked = {
            "configuration": check_configuration,
            "processes": lambda: check_processes(processes),
            **health.services(),
            "isolation": health.check_isolation,
            "files": health.check_files,
            "relay": health.check_relay,
        }
        outcomes = [health.outcome(name, check) for name, check in asked.items()]
        ok = all(outcome.ok for outcome in outcomes)
        if options["json"]:
            self.stdout.write(json.dumps({"ok": ok, "checks": [asdict(outcome) for outcome in outcomes]}))
        else:
            for outcome in outcomes:
                self.stdout.write(f"{'ok  ' if outcome.ok else 'FAIL'}  {outcome.name}: {outcome.detail}")
        if not ok:
            raise SystemExit(1)


def check_configuration() -> str:
    """Django's own checks, those for deployment too outside DEBUG and ALLOW_HTTP."""
    production = not (settings.DEBUG or settings.ALLOW_HTTP)
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=production)
        if message.is_serious(checks.WARNING) and not message.is_silenced()
    ]
    if found:
        raise health.NotReady("; ".join(f"{message.id}: {message.msg}" for message in found))
    return "production" if production else "open to plain http (DEBUG or ALLOW_HTTP)"


def check_processes(count: int) -> str:
    """Several processes share rate limits, locks and live connections only through a cache, and not on SQLite."""
    if count > 1 and not settings.CACHE_URL:
        raise health.NotReady(f"{count} processes need CACHE_URL: without it each keeps its own limits and connections")
    if count > 1 and settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        raise health.NotReady(f"{count} processes need PostgreSQL: SQLite's locks are kept in one process")
    return str(count)
