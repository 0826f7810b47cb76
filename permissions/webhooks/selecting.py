"""Which resources a receiver wants to hear of: those whose members have the values that its filter names."""

from __future__ import annotations

from typing import Any

from permissions.models import Webhook


def fits(webhook: Webhook, data: dict[str, Any] | None) -> bool:
    """Whether the resource has every value that is named; one that is gone has none to compare and fits."""
    return data is None or all(_has(data, one["name"], one["value"]) for one in webhook.object_filter)


def _has(data: dict[str, Any], name: str, value: Any) -> bool:
    found: Any = data
    for part in name.split("."):
        found = found.get(part) if isinstance(found, dict) else None
    if isinstance(found, dict):  # a reference, by either of its keys
        return _text(value) in {_text(found.get("id")), *_forms(found.get("uuid"))}
    if name == "uuid":
        return _text(value) in _forms(found)
    return _text(found) == _text(value)


def _forms(uuid: Any) -> set[str]:
    """A UUID with and without hyphens."""
    text = _text(uuid)
    return {text, text.replace("-", "")}


def _text(value: Any) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    return str(value).casefold()
