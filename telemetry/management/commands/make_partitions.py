"""Makes the pieces of the table of measurements that are missing for the months to come (PostgreSQL)."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from telemetry import partitions


class Command(BaseCommand):
    """``manage.py make_partitions [--ahead 24] [--back 12]``."""

    help = "Make the missing monthly partitions of the measurements; run it as the owner of the tables."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--ahead", type=int, default=partitions.MONTHS_AHEAD, help="months to come")
        parser.add_argument("--back", type=int, default=partitions.MONTHS_BACK, help="months gone by")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in partitions.make(options["ahead"], options["back"]):
            self.stdout.write(name)
