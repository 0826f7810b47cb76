"""Removes files from the store that no resource and no version names."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from hub.files import keeping


class Command(BaseCommand):
    """To be run daily. What a change left behind that did not come to its end goes; what history names stays."""

    help = "Remove files from the store that nothing refers to and that are older than a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--hours", type=int, default=24, help="younger files stay: their change may still be running"
        )
        parser.add_argument("--dry-run", action="store_true", help="only tell")
        parser.add_argument("--json", action="store_true", help="answer one JSON object")

    def handle(self, *args: Any, hours: int, dry_run: bool, **options: Any) -> None:
        found = list(keeping.orphans(hours))
        for key in found if not dry_run else ():
            keeping.discard(key)
        if options["json"]:
            self.stdout.write(json.dumps({"files": len(found), "removed": not dry_run}))
        else:
            self.stdout.write(f"{len(found)} files {'would be ' if dry_run else ''}removed.")
