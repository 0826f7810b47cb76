"""``manage.py prepare_database``: make the role that requests take on PostgreSQL, and bring policies up to date."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from hub import store


class Command(BaseCommand):
    help = "Make the web role on PostgreSQL, let the connecting user act as it, and renew policies and grants."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--login", action="append", default=[], help="A further database user that may act as it.")

    def handle(self, *args: Any, login: list[str], **options: Any) -> None:
        for line in [*store.current().prepare(login), *store.current().ensure()]:
            self.stdout.write(line)
        self.stdout.write(f"{connection.vendor}: prepared")
