"""What may happen to commands: they tell when they were delivered and when confirmed."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from operations.models import Command


def command_enter(command: Command, code: str, values: dict[str, Any]) -> None:
    """The time of the step."""
    if code == "DELIVERED":
        command.delivered_at = timezone.now()
    elif code == "CONFIRMED":
        command.confirmed_at = timezone.now()
