"""Languages: which ones there are, which one a caller gets, and where a translated text is found.

``translations`` is the JSON column of a resource: ``{"de-DE": {"name": "…"}}``; the columns themselves hold en-GB.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.errors import BadHeader

DEFAULT_LANGUAGE = "en-GB"
#: Our code -> the name Django's catalogues use.
SUPPORTED = {"en-GB": "en-gb", "en-US": "en-us", "de-DE": "de", "zh-CN": "zh-hans"}
_EXACT = {code.lower(): code for code in SUPPORTED}
_PRIMARY = {"en": "en-GB", "de": "de-DE", "zh": "zh-CN"}
_LONGEST_HEADER = 500


def best(accept_language: str | None) -> str:
    """The supported language that Accept-Language wants most; unknown values fall back to en-GB."""
    return _best(accept_language[:_LONGEST_HEADER]) if accept_language else DEFAULT_LANGUAGE


@lru_cache(maxsize=512)
def _best(header: str) -> str:
    chosen, most = DEFAULT_LANGUAGE, 0.0
    for part in header.split(","):
        tag, _sep, parameters = part.partition(";")
        code, quality = match(tag.strip()), _quality(parameters)
        if code is not None and quality > most:
            chosen, most = code, quality
    return chosen


def match(tag: str) -> str | None:
    """The supported language a tag stands for (``de`` and ``de-AT`` are ``de-DE``); None when there is none."""
    tag = tag.lower().replace("_", "-")
    if tag == "*":
        return DEFAULT_LANGUAGE
    return _EXACT.get(tag) or _PRIMARY.get(tag.partition("-")[0])


def _quality(parameters: str) -> float:
    name, _sep, value = parameters.strip().partition("=")
    if name.strip().lower() != "q":
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return 0.0
    return quality if 0.0 <= quality <= 1.0 else 0.0


def django_name(code: str) -> str:
    """The name under which Django knows the language ``code``."""
    return SUPPORTED.get(code, SUPPORTED[DEFAULT_LANGUAGE])


def translated(translations: Mapping[str, Any] | None, language: str, field: str, default: Any) -> Any:
    """The text of ``field`` in ``language``, or ``default`` (the column) when it was not translated."""
    if not translations or language == DEFAULT_LANGUAGE:
        return default
    texts = translations.get(language)
    if not texts:
        return default
    text = texts.get(field)
    return default if text is None else text


def content_language(header: str | None) -> str:
    """The one supported language a body is written in (Content-Language); en-GB without the header, else 400."""
    if not header or not header.strip():
        return DEFAULT_LANGUAGE
    code = _EXACT.get(header.strip().lower()) or (_PRIMARY.get(header.strip().lower()))
    if code is None:
        detail = _("Expected one of %(languages)s.") % {"languages": ", ".join(SUPPORTED)}
        raise BadHeader("Content-Language", detail)
    return code
