"""Bodies of dialects: JSON objects, and bare lists where a vendor sends them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.errors import Malformed, TooLarge
from hub.hal import strict
from hub.hal.parsers import JsonParser, body_limit


class AnyJsonParser(JsonParser):
    """``application/json`` that may be a list; a list stands in the member "" of an object, so that views see one."""

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> dict[str, Any]:
        limit = body_limit((parser_context or {}).get("view"))
        body = stream.read(limit + 1)
        if len(body) > limit:
            raise TooLarge(limit)
        if body.lstrip()[:1] == b"[":
            found = strict.read_object(b'{"":' + body + b"}")
            if set(found) != {""}:
                raise Malformed(_("Something follows the list."))
            return found
        return strict.read_object(body) if body else {}
