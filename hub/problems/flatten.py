"""Nested errors of serializers and models become a flat list of ``{pointer, code, detail}``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from rest_framework.settings import api_settings

from hub.errors import Error, field_error

_LINKS = "_links"
_SELF = frozenset({"", NON_FIELD_ERRORS, "non_field_errors"})
#: Codes of DRF and Django that mean what another code says already.
_CODES = {
    "does_not_exist": "not_found",
    "no_match": "not_found",
    "incorrect_type": "invalid",
    "incorrect_match": "invalid",
    "not_a_list": "invalid",
    "not_a_dict": "invalid",
    "invalid_choice": "invalid",
    "null_characters_not_allowed": "invalid",
    "surrogate_characters_not_allowed": "invalid",
    "unique_together": "unique",
    "empty": "required",
    "max_string_length": "max_length",
}


def flatten(detail: Any, sent: Any = None) -> list[Error]:
    """All errors in ``detail`` (a DRF ValidationError's), in order; ``sent`` is the body they are about."""
    return [field_error(_as_sent(path, sent), _CODES.get(code, code), text) for path, code, text in _walk(detail, ())]


def _walk(detail: Any, path: tuple[object, ...]) -> Iterator[tuple[tuple[object, ...], str, str]]:
    if isinstance(detail, dict):
        for key, value in detail.items():
            here = path if key in _SELF or key == api_settings.NON_FIELD_ERRORS_KEY else (*path, key)
            yield from _walk(value, here)
    elif isinstance(detail, (list, tuple)):
        for place, value in enumerate(detail):
            yield from _walk(value, path if isinstance(value, str) else (*path, place))
    elif detail is not None:
        yield path, str(getattr(detail, "code", None) or "invalid"), str(detail)


def _as_sent(path: tuple[object, ...], sent: Any) -> list[object]:
    """The path without the ``_links`` under which the serializer keeps references, unless the client put them there."""
    result: list[object] = []
    node = sent
    for place, part in enumerate(path):
        if part == _LINKS and place + 1 < len(path) and not _sent_as_link(node, path[place + 1]):
            continue
        result.append(part)
        node = _child(node, part)
    return result


def _sent_as_link(node: Any, name: object) -> bool:
    if not isinstance(node, dict) or name in node:
        return False
    links = node.get(_LINKS)
    return isinstance(links, dict) and name in links


def _child(node: Any, part: object) -> Any:
    if isinstance(node, dict):
        return node.get(part)
    if isinstance(node, list) and isinstance(part, int) and part < len(node):
        return node[part]
    return None
