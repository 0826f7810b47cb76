"""How a client shows who it is at the token URLs: Basic header (encoded or raw) or members of the form."""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, unquote_plus


def basic_value(request: Any) -> str:
    """The value of a Basic header of an oauthlib request, whatever the letter case of its scheme."""
    scheme, _, value = (request.headers.get("HTTP_AUTHORIZATION") or "").strip().partition(" ")
    return value.strip() if scheme.lower() == "basic" else ""


def basic_pairs(value: str) -> Iterator[tuple[str, str]]:
    """The readings of a Basic header as client id and secret, each once, the likeliest first.

    RFC 6749 wants both form-encoded, FORCE's sample uses encodeURI (which leaves ``:`` and ``+`` alone), other clients
    send them raw. Browsers' ``btoa`` packs umlauts as Latin-1. A random secret fits one reading only.
    """
    try:
        raw = b64decode(value.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return
    seen = set()
    for encoding in ("utf-8", "latin-1"):
        try:
            client_id, colon, secret = raw.decode(encoding).partition(":")
        except UnicodeDecodeError:
            continue
        if not colon:
            return
        for decode in (unquote_plus, unquote, str):
            pair = (decode(client_id), decode(secret))
            if pair not in seen:
                seen.add(pair)
                yield pair


def account_of(request: Any) -> list[str]:
    """The client ids and user names that a Django request at a token URL claims, to count its failures by."""
    names = [request.POST.get("client_id", ""), request.POST.get("username", "")]
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").strip().partition(" ")
    if scheme.lower() == "basic":
        names.extend(client_id for client_id, _ in list(basic_pairs(value.strip()))[:1])
    return [name for name in dict.fromkeys(names) if name]
