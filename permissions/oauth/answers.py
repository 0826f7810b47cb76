"""What the OAuth2 URLs answer: errors as RFC 6749 wants them, never cached."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse, JsonResponse

from permissions.authentication.refusals import REALM


def refusal(error: str, description: str, status: int = 400) -> HttpResponse:
    """An error body with its code and a sentence for people."""
    return guarded(JsonResponse({"error": error, "error_description": description}, status=status))


def answer(body: Any, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """What oauthlib answered."""
    response = HttpResponse(content=body or "", status=status, content_type="application/json")
    for name, value in (headers or {}).items():
        response[name] = value
    return guarded(response)


def guarded(response: HttpResponse) -> HttpResponse:
    """No cache may keep it; and a 401 says how to authenticate here."""
    response["Cache-Control"] = "no-store"
    response["Pragma"] = "no-cache"
    if response.status_code == 401:
        response["WWW-Authenticate"] = f'Basic realm="{REALM}", charset="UTF-8"'
    return response


def error_of(response: HttpResponse) -> str:
    """The error code of an answer, empty when it is none."""
    if response.status_code < 400:
        return ""
    try:
        return str(json.loads(response.content)["error"])
    except (ValueError, KeyError, TypeError):
        return ""
