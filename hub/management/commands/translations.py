"""Brings the message catalogues in step with the code; needs no gettext tools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hub import catalogues


class Command(BaseCommand):
    """Run it after changing a message, translate what it lists in locale/*/LC_MESSAGES/django.po, and run it again."""

    help = "Collect messages into locale/*/LC_MESSAGES/django.po and compile them; list what is not translated."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is out of step")

    def handle(self, *args: Any, **options: Any) -> None:
        home = Path(settings.LOCALE_PATHS[0])
        base = home.parent
        roots = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == base]
        roots.append(base / "dialects")  # is no installed app
        keys = catalogues.collect(roots)
        stale = []
        for locale in catalogues.PLURALS:
            po = home / locale / "LC_MESSAGES" / "django.po"
            catalogue = catalogues.updated(catalogues.read(po), keys, locale)
            files = {po: catalogues.po(catalogue).encode(), po.with_suffix(".mo"): catalogues.mo(catalogue)}
            stale += [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
            if not options["check"]:
                po.parent.mkdir(parents=True, exist_ok=True)
                for path, content in files.items():
                    path.write_bytes(content)
            for text in catalogues.missing(catalogue):
                self.stdout.write(f"{locale}: {text}")
        if options["check"] and stale:
            raise CommandError("Out of step, run manage.py translations: " + ", ".join(str(path) for path in stale))
