"""What the commands that make accounts have in common: how they find things, answer and refuse.

With ``--json`` stdout holds exactly one JSON object; a refusal is ``{"error": …}`` and exit code 1.
"""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from hub import context
from hub.errors import Problem
from hub.fields.folded import fold, storable
from hub.models.tenant import Tenant
from permissions.models import User


class ProvisioningCommand(BaseCommand):
    """Makes one thing and says what was made, secrets included, once."""

    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--json", action="store_true", dest="as_json", help="answer with one JSON object")

    def make(self, name: str, options: dict[str, Any]) -> dict[str, Any]:
        """Make it; the answer, by name, in the order in which it is shown."""
        raise NotImplementedError

    def handle(self, *args: Any, name: str, as_json: bool, **options: Any) -> None:
        try:
            with context.system():
                made = self.make(name, options)
        except (Problem, CommandError) as error:
            text = message(error)
            if as_json:
                self.stdout.write(json.dumps({"error": text}, ensure_ascii=False))
            raise CommandError(text, returncode=1) from error
        if as_json:
            self.stdout.write(json.dumps(made, ensure_ascii=False))
            return
        width = max(len(key) for key in made)
        for key, value in made.items():
            self.stdout.write(f"{key.replace('_', ' '):<{width}}  {'' if value is None else value}")


def message(error: Exception) -> str:
    """What went wrong, in one line for a terminal."""
    if isinstance(error, Problem) and error.errors:
        return " ".join(f"{entry['pointer'].removeprefix('#/')}: {entry['detail']}" for entry in error.errors)
    return str(error)


def tenant_called(text: str) -> Tenant:
    """The tenant of that name, id or UUID."""
    found = _by(Tenant, text)
    if found is None:
        raise CommandError(f"There is no tenant {text}.")
    return found


def user_called(text: str) -> User:
    """The user of that name, id or UUID."""
    found = _by(User, text)
    if found is None:
        raise CommandError(f"There is no user {text}.")
    return found


def _by(model: Any, text: str) -> Any:
    if not storable(text):
        return None
    named = model.objects.filter(name_folded=fold(text.strip())).first()
    if named is not None:
        return named
    which = Q(pk__in=[])
    if text.isascii() and text.isdecimal() and len(text) < 19:
        which = Q(pk=int(text))
    elif len(text) in (32, 36):
        try:
            which = Q(uuid=UUID(text))
        except ValueError:
            return None
    return model.objects.filter(which).first()
