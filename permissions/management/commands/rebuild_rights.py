"""``rebuild_rights``: computes the effective rights anew from the grants and says what was wrong."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from permissions.rules.repairing import rights_rebuild


class Command(BaseCommand):
    help = "Compute the effective rights and their totals anew from the grants."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        objects, totals = rights_rebuild()
        if options["json"]:
            self.stdout.write(json.dumps({"objects": objects, "totals": totals}))
        else:
            self.stdout.write(f"Corrected the rights on {objects} objects and {totals} totals.")
